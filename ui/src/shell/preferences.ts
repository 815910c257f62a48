// Small things an account likes to keep (views of tables, whether the tour was seen): on the
// server, with a copy in this browser for when it does not answer.
import { ApiError, get, post } from '@/api'
import { session } from '@/session'

const localKey = (name: string) => `luze.preference.${session.value?.account ?? ''}.${name}`

function parsed<T>(text: string | null, otherwise: T): T {
  try {
    return text ? (JSON.parse(text) as T) : otherwise
  } catch {
    return otherwise
  }
}

// What was kept under that name, or the other.
export async function preference<T>(name: string, otherwise: T): Promise<T> {
  try {
    const { value } = await get<{ value: string | null }>(`preferences/${encodeURIComponent(name)}`)
    return parsed(value, otherwise)
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    return parsed(localStorage.getItem(localKey(name)), otherwise)
  }
}

export async function keep(name: string, value: unknown): Promise<void> {
  const text = JSON.stringify(value)
  localStorage.setItem(localKey(name), text)
  await post(`preferences/${encodeURIComponent(name)}`, { value: text })
}
