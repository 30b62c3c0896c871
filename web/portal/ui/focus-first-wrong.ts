/** Brings the reader to the first thing that is wrong, once the page shows what it is. */
export function focusFirstWrong(): void {
  globalThis.requestAnimationFrame(() => {
    document.querySelector<HTMLElement>('[data-wrong] :is(input, textarea, select, button)')?.focus();
  });
}
