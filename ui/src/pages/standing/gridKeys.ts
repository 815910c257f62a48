// Arrow keys between the links of a table: one Tab stop, as in a spreadsheet.
function linkAt(row: Element | undefined, column: number): HTMLElement | null {
  const cell = row?.children[column]
  return cell?.querySelector<HTMLElement>('a') ?? null
}

const steps: Record<string, [number, number]> = {
  ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
}

export function moveInGrid(event: KeyboardEvent): void {
  const step = steps[event.key]
  const link = (event.target as HTMLElement).closest('a')
  const cell = link?.closest('td, th')
  const row = cell?.parentElement
  if (!step || !cell || !row || event.ctrlKey || event.altKey || event.metaKey) return
  const rows = [...row.closest('table')!.querySelectorAll('tbody > tr, tfoot > tr')]
  let down = rows.indexOf(row)
  let across = [...row.children].indexOf(cell)
  for (;;) {
    down += step[0]
    across += step[1]
    if (down < 0 || across < 0 || down >= rows.length || across >= row.children.length) return
    const next = linkAt(rows[down], across)
    if (next) {
      event.preventDefault()
      next.focus()
      return
    }
  }
}
