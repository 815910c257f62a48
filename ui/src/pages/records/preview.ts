// What a record as typed so far would be and would serve (POST records/preview); nothing is written.
import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import { post } from '@/api'
import type { StateId } from '@/parts/state'
import type { Phrase } from '@/words'
import type { Values } from './case'

export interface Wish {
  form: string
  act?: string
  on?: string
  values: Values
}

export interface Served {
  duty: string
  name: Phrase
  count: number
  completes: number
  changes: Array<{
    unit: string
    bearer_name: string
    window: string
    first: string
    last: string
    state: StateId
    before: StateId | null
    owed: string
    done: string
  }>
}

export interface Preview {
  title: string
  texts: Values
  faults: Array<{ field: string } & Phrase>
  missing: string[]
  refused?: Phrase
  alike: Array<{ id: number; title: string }>
  serves: Served[]
}

export const filled = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, text]) => text.trim() !== ''))

// The day on which it was done: the record's own day where one is said and has come, else today.
export function dayOfEntry(given: string, today: string): string {
  const real = /^\d{4}-\d{2}-\d{2}$/.test(given) && new Date(`${given}T00:00:00Z`).toJSON()?.slice(0, 10) === given
  return real && given < today ? given : today
}

export const previewOf = (wish: Wish) => post<Preview>('records/preview', { ...wish, values: filled(wish.values) })

// Asked again whenever the typing rests.
export function usePreview(wish: () => Wish) {
  const preview = shallowRef<Preview | null>(null)
  const error = ref<unknown>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  let question = 0

  async function ask(): Promise<void> {
    const mine = ++question
    try {
      const got = await previewOf(wish())
      if (mine !== question) return
      preview.value = got
      error.value = null
    } catch (caught) {
      if (mine === question) error.value = caught
    }
  }
  watch(
    () => JSON.stringify(wish()),
    () => {
      clearTimeout(timer)
      timer = setTimeout(() => void ask(), 300)
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    clearTimeout(timer)
    question += 1
  })
  return { preview, error }
}
