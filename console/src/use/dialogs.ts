// Naive UI makes the title of a dialog a heading and says no level, which WAI-ARIA asks for.
const TITLE = '.n-card-header [role=heading]:not([aria-level]), .n-card-header[role=heading]:not([aria-level])';

/** Gives the titles of dialogs their level, whenever one is opened. */
export function levelTitles(root: HTMLElement): void {
  new MutationObserver(() => {
    root.querySelectorAll(TITLE).forEach((each) => each.setAttribute('aria-level', '2'));
  }).observe(root, { childList: true, subtree: true });
}
