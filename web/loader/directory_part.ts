// The styles of a directory (directory.js): a page with a petition alone does not load them.
import styles from '../pages/styles/directory.css';

export interface DirectoryPart {
  readonly sheets: readonly CSSStyleSheet[];
}

const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);

export const sheets: DirectoryPart['sheets'] = [sheet];
