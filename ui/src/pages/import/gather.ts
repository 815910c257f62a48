// Files that were dropped or chosen, a folder with all that is in it; their names with the folders.
export interface Gathered {
  name: string
  file: File
}

// What a folder holds besides ledgers: what Excel and the systems leave there.
const rubbish = /(^|\/)(~\$|\.|thumbs\.db$|desktop\.ini$)/i
const ledger = /\.(xlsx|xlsm|xls|csv|tsv|txt|et|ods)$/i

const readEntries = (reader: FileSystemDirectoryReader) =>
  new Promise<FileSystemEntry[]>((done, fail) => reader.readEntries(done, fail))
const fileOf = (entry: FileSystemFileEntry) => new Promise<File>((done, fail) => entry.file(done, fail))

async function walk(entry: FileSystemEntry, into: Gathered[]): Promise<void> {
  if (entry.isFile) {
    into.push({ name: entry.fullPath.replace(/^\//, ''), file: await fileOf(entry as FileSystemFileEntry) })
    return
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  // A reader answers with a hundred at a time, and with none at the end.
  for (let some = await readEntries(reader); some.length; some = await readEntries(reader)) {
    for (const each of some) await walk(each, into)
  }
}

export async function dropped(transfer: DataTransfer): Promise<Gathered[]> {
  // The items are gone once this function has waited for something.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter((entry) => !!entry)
  const files = [...transfer.files]
  if (!entries.length) return files.map((file) => ({ name: file.name, file }))
  const all: Gathered[] = []
  for (const entry of entries) await walk(entry as FileSystemEntry, all)
  return all
}

export const chosen = (input: HTMLInputElement): Gathered[] =>
  [...(input.files ?? [])].map((file) => ({ name: file.webkitRelativePath || file.name, file }))

export function sorted(all: readonly Gathered[]): { take: Gathered[]; leave: string[] } {
  const seen = all.filter(({ name }) => !rubbish.test(name)).sort((a, b) => a.name.localeCompare(b.name, 'zh-CN'))
  return {
    take: seen.filter(({ name }) => ledger.test(name)),
    leave: seen.filter(({ name }) => !ledger.test(name)).map(({ name }) => name),
  }
}

// A file dropped again without its folder is the one that is there already.
export function nameAmong(name: string, there: readonly string[]): string {
  const base = (path: string) => path.slice(path.lastIndexOf('/') + 1)
  if (there.includes(name)) return name
  const alike = there.filter((other) => base(other) === base(name))
  return alike.length === 1 ? alike[0]! : name
}
