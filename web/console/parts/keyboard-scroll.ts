import { useEffect } from 'react';

/** Tables that are wider than the screen, and scroll within themselves. */
const WIDE = '.ant-table-content[style*="overflow"]:not([tabindex])';

/** Lets the keyboard reach every wide table, so that its arrow keys scroll it: not every browser does so by itself. */
export function useKeyboardScroll(): void {
  useEffect(() => {
    const reach = () => {
      for (const table of document.querySelectorAll<HTMLElement>(WIDE)) table.tabIndex = 0;
    };
    reach();
    const watching = new MutationObserver(reach);
    watching.observe(document.body, { childList: true, subtree: true });
    return () => watching.disconnect();
  }, []);
}
