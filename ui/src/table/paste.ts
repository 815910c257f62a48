// A range copied from a spreadsheet: lines by line feeds, cells by tabs, quotes around cells that
// hold either.
export function readRange(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  const source = text.replace(/\r\n?/g, '\n').replace(/\n$/, '')
  for (let i = 0; i < source.length; ++i) {
    const c = source[i]!
    if (quoted) {
      if (c !== '"') cell += c
      else if (source[i + 1] === '"') cell += source[++i]
      else quoted = false
    } else if (c === '"' && cell === '' && closes(source, i)) {
      quoted = true
    } else if (c === '\t' || c === '\n') {
      row.push(cell.trim())
      cell = ''
      if (c === '\n') {
        rows.push(row)
        row = []
      }
    } else {
      cell += c
    }
  }
  row.push(cell.trim())
  rows.push(row)
  return rows.filter((cells) => cells.some((text) => text !== ''))
}

// A quote opens a quoted cell only if another closes it: 5" is five inches.
function closes(source: string, from: number): boolean {
  for (let i = from + 1; i < source.length; ++i) {
    if (source[i] !== '"') continue
    if (source[i + 1] === '"') ++i
    else return source[i + 1] === undefined || source[i + 1] === '\t' || source[i + 1] === '\n'
  }
  return false
}

export interface PasteColumn {
  id: string
  title: string
  also?: readonly string[] // other headings for it
  needed?: boolean
  check?: (text: string) => string // what is wrong with it, '' when nothing is
}

// What became of a row: faults by column, a word about all of it. A row that is done is not changed.
export interface Outcome {
  faults?: Record<string, string>
  note?: string
  bad?: boolean
  done?: boolean
}

export interface Mapping {
  columns: string[] // for each pasted column the id, or ''
  headed: boolean // the first row is a heading
}

const plain = (text: string) => text.normalize('NFKC').replace(/[\s（）()：:*＊]/g, '').toLowerCase()

// By headings where at least one fits; otherwise in the order of the columns.
export function mapRange(rows: readonly string[][], columns: readonly PasteColumn[]): Mapping {
  const width = Math.max(0, ...rows.map((row) => row.length))
  const named = (heading: string) =>
    columns.find((column) => [column.title, column.id, ...(column.also ?? [])].some((name) => plain(name) === plain(heading)))?.id ?? ''
  const first = (rows[0] ?? []).map((heading) => (heading ? named(heading) : ''))
  const headed = first.filter(Boolean).length >= Math.min(2, width)
  const ids = Array.from({ length: width }, (_, at) => (headed ? (first[at] ?? '') : (columns[at]?.id ?? '')))
  return { columns: ids.map((id, at) => (ids.indexOf(id) === at ? id : '')), headed }
}
