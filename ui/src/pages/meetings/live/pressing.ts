// Enter takes the next step, unless somebody has gone to a button by keyboard: then it is that one's.
export const free = () => !document.activeElement?.matches('button:focus-visible, a:focus-visible, summary:focus-visible')
