// Keeps what is typed until it is submitted: through a lost session, a closed tab, a restart.
//   const draft = useDraft('record.new', { form: '', on: '' })   draft.value is reactive
//   draft.done() after it was submitted · draft.restored says since when something is back
// Kept in this browser per account; what is restricted (talks, discipline) only in this tab.
import { onScopeDispose, reactive, ref, watch, type Ref } from 'vue'
import { session } from '@/session'

const prefix = (account: string) => `luze.draft.${account}.`

interface Kept<T> {
  at: string
  value: T
}

export interface Draft<T> {
  value: T
  restored: Ref<string> // when what was restored was typed; '' when nothing was
  done: () => void // submitted: forget it
  discard: () => void // start anew
}

function read<T>(store: Storage, key: string): Kept<T> | null {
  try {
    return JSON.parse(store.getItem(key) ?? 'null') as Kept<T> | null
  } catch {
    return null
  }
}

export function useDraft<T extends object>(
  name: string,
  initial: T,
  options: { restricted?: boolean } = {},
): Draft<T> {
  const store = options.restricted ? sessionStorage : localStorage
  const key = prefix(session.value?.account ?? '') + name
  const fresh = JSON.stringify(initial)
  const before = read<T>(store, key)
  const value = reactive({ ...(JSON.parse(fresh) as T), ...before?.value }) as T
  const restored = ref(before?.at ?? '')
  let timer: ReturnType<typeof setTimeout> | undefined

  function save(): void {
    clearTimeout(timer)
    timer = undefined
    if (JSON.stringify(value) === fresh) store.removeItem(key)
    else store.setItem(key, JSON.stringify({ at: new Date().toISOString(), value }))
  }
  watch(value, () => {
    clearTimeout(timer)
    timer = setTimeout(save, 400)
  })
  const atOnce = () => timer !== undefined && save()
  window.addEventListener('pagehide', atOnce)
  onScopeDispose(() => {
    atOnce()
    window.removeEventListener('pagehide', atOnce)
  })

  function forget(): void {
    for (const member of Object.keys(value)) delete (value as Record<string, unknown>)[member]
    Object.assign(value, JSON.parse(fresh))
    restored.value = ''
    clearTimeout(timer)
    timer = undefined
    store.removeItem(key)
    // The watcher runs after this and finds nothing to keep.
  }
  return { value, restored, done: forget, discard: forget }
}

function keys(account: string): Array<[Storage, string]> {
  return [localStorage, sessionStorage].flatMap((store) =>
    Object.keys(store)
      .filter((key) => key.startsWith(prefix(account)))
      .map((key): [Storage, string] => [store, key]),
  )
}

export const countDrafts = (account: string) => keys(account).length

// Whoever signs out leaves nothing behind on a shared computer.
export const clearDrafts = (account: string) =>
  keys(account).forEach(([store, key]) => store.removeItem(key))
