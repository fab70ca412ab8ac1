// The design tokens of shared/theme.h as custom properties, for pages (:root) and for shadow roots (:host).
//
// --us-paper, --us-ink, ... are colours of the theme in force: the reader's own preference, unless data-theme on the
// page or theme on the element says "light" or "dark". --us-type-1 to -5 are the type scale, small print to title.

// The initialiser of `constant` in the header.
function initialiserOf(header, constant) {
  const found = new RegExp(`\\b${constant}\\s*(?:=\\s*([^;]+)|\\{([^}]*)\\});`).exec(header);
  if (!found) throw new Error(`shared/theme.h has no ${constant}`);
  return found[1] ?? found[2];
}

function paletteOf(header, constant) {
  const colours = [...initialiserOf(header, constant).matchAll(/\.(\w+) = 0x([0-9A-Fa-f]{6})/g)];
  if (colours.length === 0) throw new Error(`${constant} of shared/theme.h has no colours`);
  return colours.map(([, name, rgb]) => `--us-${name.replaceAll('_', '-')}:#${rgb};`).join('');
}

// The text of a C++ string literal.
function textOf(header, constant) {
  return JSON.parse(initialiserOf(header, constant).trim());
}

function measuresOf(header) {
  const sizes = initialiserOf(header, 'kTypePx').split(',').map((size, i) => `--us-type-${i + 1}:${Number(size)}px;`);
  const lengths = {
    count: 'kCountPx', space: 'kSpaceStepPx', radius: 'kRadiusPx', ring: 'kFocusRingPx', button: 'kButtonHeightPx',
    measure: 'kMeasurePx',
  };
  return [
    ...sizes,
    ...Object.entries(lengths).map(([name, constant]) => `--us-${name}:${Number(initialiserOf(header, constant))}px;`),
    `--us-motion:${Number(initialiserOf(header, 'kMotionMs'))}ms;`,
    `--us-sans:${textOf(header, 'kSansFamily')};`,
    `--us-serif:${textOf(header, 'kSerifFamily')};`,
  ].join('');
}

export function tokensCss(header) {
  const light = `color-scheme:light;${paletteOf(header, 'kLight')}`;
  const dark = `color-scheme:dark;${paletteOf(header, 'kDark')}`;
  return `:root,:host{${light}${measuresOf(header)}}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]),:host(:not([theme=light])){${dark}}}
:root[data-theme=dark],:host([theme=dark]){${dark}}
@media (prefers-reduced-motion:reduce){:root,:host{--us-motion:0ms;}}
`;
}
