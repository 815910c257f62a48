// Small things an account likes to keep (views of tables, whether the tour was seen): on the
// server, with a copy in this browser that answers at once.
import { ApiError, get, post } from '@/api'
import { session } from '@/session'

let loaded: Promise<Record<string, unknown>> | null = null
let of = ''

const localKey = () => `luze.preferences.${session.value?.account ?? ''}`

function local(): Record<string, unknown> {
  try {
    return JSON.parse(localStorage.getItem(localKey()) ?? '{}') as Record<string, unknown>
  } catch {
    return {}
  }
}

function all(): Promise<Record<string, unknown>> {
  const account = session.value?.account ?? ''
  if (!loaded || of !== account) {
    of = account
    loaded = get<{ items: Array<{ key: string; value: unknown }> }>('preferences')
      .then((answer) => Object.fromEntries(answer.items.map((item) => [item.key, item.value])))
      .catch((error: unknown) => {
        if (error instanceof ApiError) return local()
        throw error
      })
  }
  return loaded
}

export async function preference<T>(key: string, otherwise: T): Promise<T> {
  return ((await all())[key] as T | undefined) ?? otherwise
}

export async function keep(key: string, value: unknown): Promise<void> {
  const known = await all()
  known[key] = value
  localStorage.setItem(localKey(), JSON.stringify(known))
  await post('preferences', { key, value: JSON.stringify(value) }).catch((error: unknown) => {
    if (!(error instanceof ApiError)) throw error // the copy in this browser has it
  })
}
