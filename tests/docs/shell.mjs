// The commands in a document's shell blocks, as words. Supports only what the documents use: words, double quotes,
// comments. Anything else is an error, so that no command is misread.

// "a  "b c"  # why" is ["a", "b c"].
export function wordsOf(line) {
  const found = [];
  let rest = line.trim();
  while (rest !== '' && !rest.startsWith('#')) {
    const [word] = /^(?:"[^"$`\\]*"|[^\s"'$`\\|&;<>(){}*?])+(?=\s|$)/.exec(rest) ?? [];
    if (word === undefined) throw new Error(`not understood: ${rest}`);
    found.push(word.replaceAll('"', ''));
    rest = rest.slice(word.length).trim();
  }
  return found;
}

// [{line, words}] of a document's shell blocks, in order.
export function commandsOf({ blocks }) {
  return blocks.filter(({ language }) => language === 'sh').flatMap((block) =>
    block.text.trimEnd().split('\n').map((text, index) => ({ line: block.line + 1 + index, words: wordsOf(text) })));
}
