// What is seen, as .csv for a table whose rows are all in the browser. Cells that a spreadsheet
// would take for a formula are defused.
export function csvOf(headings: readonly string[], rows: readonly string[][]): string {
  const cell = (text: string) => {
    const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text
    return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe
  }
  return [headings, ...rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n'
}

// With a byte order mark: without it spreadsheets take Chinese for something else.
export const csvFile = (text: string) => new Blob(['\uFEFF', text], { type: 'text/csv;charset=utf-8' })
