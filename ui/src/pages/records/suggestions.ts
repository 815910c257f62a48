// Names as they are typed (GET suggestions), and where in a typed list of names the cursor stands.
import { onScopeDispose, ref } from 'vue'
import { get } from '@/api'

export interface Suggestion {
  kind: 'person' | 'unit' | 'record'
  id: number | string
  name: string
  text: string
  namesakes?: number
}

export interface Looked {
  kind: Suggestion['kind']
  form?: string
}

// What is typed into the field for it: a name that several bear is written by number.
export function writtenOf(one: Suggestion): string {
  if (one.kind === 'record') return String(one.id)
  return one.kind === 'person' && (one.namesakes ?? 0) > 0 ? `#${one.id}` : one.name
}

const separators = /[、,，;；\n\t]/

export interface Piece {
  from: number
  to: number
  text: string
}

// The name that the cursor stands in.
export function pieceAt(text: string, at: number): Piece {
  let from = at
  while (from > 0 && !separators.test(text[from - 1]!)) from -= 1
  let to = at
  while (to < text.length && !separators.test(text[to]!)) to += 1
  return { from, to, text: text.slice(from, to).trim() }
}

// A column or a row copied from a spreadsheet becomes names with 、 between them.
export const asList = (pasted: string) =>
  pasted
    .split(/[\r\n\t]+/)
    .map((name) => name.trim())
    .filter(Boolean)
    .join('、')

export const countNames = (text: string) => text.split(separators).filter((name) => name.trim()).length

export function useSuggestions(looked: () => Looked) {
  const items = ref<Suggestion[]>([])
  let timer: ReturnType<typeof setTimeout> | undefined
  let question = 0

  function clear(): void {
    clearTimeout(timer)
    question += 1
    items.value = []
  }
  function look(text: string): void {
    clearTimeout(timer)
    if (!text) return clear()
    const mine = ++question
    timer = setTimeout(async () => {
      const { kind, form } = looked()
      // Suggestions are a help: where they cannot be had one types on.
      const found = await get<{ items: Suggestion[] }>('suggestions', { q: text, kind, form, limit: 8 }).catch(() => null)
      if (mine === question) items.value = found?.items ?? []
    }, 120)
  }
  onScopeDispose(clear)
  return { items, look, clear }
}
