// The only way to the server. A call answers with what the server said, or throws an ApiError whose
// message is a sentence for people. When the session has ended, calls wait until the user has
// signed in again (shell/SignInAgain.vue) and are then sent once more: nothing typed is lost.
import { markBusy } from '@/shell/progress'
import { say, type Phrase } from '@/words'
import shellEn from '@/words/shell.en'
import shellZh from '@/words/shell.zh'

export type Query = Record<string, string | number | boolean | null | undefined>

export class ApiError extends Error {
  constructor(
    readonly status: number, // 0: the server was not reached
    readonly phrase: Phrase,
    readonly answer: Record<string, unknown> = {}, // of a 409: what is in the book now
  ) {
    super(say(phrase))
  }
}

export interface Ask {
  method?: 'GET' | 'POST'
  query?: Query
  body?: unknown // an object becomes JSON, a Blob is sent as it is
  quiet?: boolean // 401 is an answer, not a lost session
}

// Set by session.ts, which knows the token and how to sign in again.
export const guard = {
  csrf: '',
  signInAgain: async (): Promise<boolean> => false,
}

export function address(path: string, query: Query = {}): string {
  const asked = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') asked.set(name, String(value))
  }
  const text = asked.toString()
  return `/api/v1/${path}${text ? `?${text}` : ''}`
}

function unheard(): ApiError {
  return new ApiError(0, { zh: shellZh.offline, en: shellEn.offline })
}

async function send(path: string, ask: Ask): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json' }
  let body: BodyInit | undefined
  const method = ask.method ?? 'GET'
  if (method !== 'GET') {
    headers['X-Luze-Csrf'] = guard.csrf
    if (ask.body instanceof Blob) {
      body = ask.body
      headers['Content-Type'] = ask.body.type || 'application/octet-stream'
    } else {
      body = JSON.stringify(ask.body ?? {})
      headers['Content-Type'] = 'application/json'
    }
  }
  const init: RequestInit = { method, headers, body, credentials: 'same-origin' }
  try {
    return await fetch(address(path, ask.query), init)
  } catch {
    throw unheard()
  }
}

async function fault(response: Response): Promise<ApiError> {
  let answer: Record<string, unknown> = {}
  try {
    answer = (await response.json()) as Record<string, unknown>
  } catch {
    // What stands in front of the server may answer without JSON.
  }
  const given = answer.error as Partial<Phrase> | undefined
  const phrase =
    given?.zh || given?.en
      ? { zh: given.zh ?? given.en ?? '', en: given.en ?? given.zh ?? '' }
      : { zh: shellZh.unknownAnswer, en: shellEn.unknownAnswer }
  return new ApiError(response.status, phrase, answer)
}

async function answered(path: string, ask: Ask): Promise<Response> {
  const done = markBusy()
  try {
    let response = await send(path, ask)
    if (response.status === 401 && !ask.quiet && (await guard.signInAgain())) {
      response = await send(path, ask)
    }
    if (!response.ok) throw await fault(response)
    return response
  } finally {
    done()
  }
}

export async function call<T>(path: string, ask: Ask = {}): Promise<T> {
  const response = await answered(path, ask)
  const text = await response.text()
  try {
    return (text ? JSON.parse(text) : undefined) as T
  } catch {
    throw new ApiError(response.status, { zh: shellZh.unknownAnswer, en: shellEn.unknownAnswer })
  }
}

export const get = <T>(path: string, query?: Query) => call<T>(path, { query })
export const post = <T>(path: string, body?: unknown, query?: Query) =>
  call<T>(path, { method: 'POST', body, query })

// A file to be kept: evidence, a document, an export. Its name is the server's.
export async function download(path: string, query?: Query): Promise<void> {
  const response = await answered(path, { query })
  const heading = response.headers.get('Content-Disposition') ?? ''
  const coded = /filename\*=UTF-8''([^;]+)/i.exec(heading)?.[1]
  const plain = /filename="?([^";]+)"?/i.exec(heading)?.[1]
  saveFile(await response.blob(), coded ? decodeURIComponent(coded) : (plain ?? 'luze'))
}

export function saveFile(content: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

export interface Page<T> {
  items: T[]
  total: number
  next?: string | number | null
}
