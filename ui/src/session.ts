// Who is signed in, and what they may do. The server decides; this only spares people what would
// be refused.
import { computed, reactive, ref } from 'vue'
import { ApiError, call, guard } from '@/api'
import { language, setLanguage, type Language, type Phrase } from '@/words'

export type Right =
  | 'see.own' | 'see.book' | 'see.whole' | 'see.restricted' | 'record' | 'import' | 'rules' | 'report' | 'plan'
  | 'verify' | 'admin.system' | 'admin.security' | 'admin.audit'

export interface Session {
  account: string
  person?: { id: number; name: string } // none for inspectors and administrators
  name: string
  rights: Right[]
  roles: Array<{ id: string; name: Phrase; units?: string[] }>
  units?: string[]
  csrf: string
  second_factor: 'none' | 'wanted' | 'on'
  password?: 'ok' | 'expired'
  language?: Language
  book?: string
  today?: string // the server's day
}

export const session = ref<Session | null>(null)

// Asked for by a call that met 401; answered by shell/SignInAgain.vue.
export const lost = reactive({ asked: false })
let waiting: Array<(again: boolean) => void> = []

export function can(right: Right): boolean {
  return session.value?.rights.includes(right) ?? false
}

export const mayAny = (rights: readonly Right[]) => rights.length === 0 || rights.some(can)

export const name = computed(() => session.value?.name || session.value?.account || '')

// The name of the book for those who have not signed in yet.
export const book = ref('')

export function enter(answer: Session): void {
  session.value = answer
  book.value = answer.book ?? ''
  guard.csrf = answer.csrf
  if (answer.language) setLanguage(answer.language)
}

// True when somebody is signed in; asks the server once.
let asked: Promise<boolean> | null = null
export function loadSession(): Promise<boolean> {
  if (session.value) return Promise.resolve(true)
  asked ??= call<Session>('session', { quiet: true })
    .then((answer) => (enter(answer), true))
    .catch((error: unknown) => {
      if (!(error instanceof ApiError && error.status === 401)) throw error
      if (typeof error.answer.book === 'string') book.value = error.answer.book
      return false
    })
    .finally(() => (asked = null))
  return asked
}

// Here at once; the server keeps it for the next time.
export async function changeLanguage(): Promise<void> {
  const next = language.value === 'zh' ? 'en' : 'zh'
  setLanguage(next)
  if (!session.value) return
  session.value.language = next
  await call('session/language', { method: 'POST', body: { language: next } }).catch(() => undefined)
}

export interface Credentials {
  account: string
  password: string
  code?: string
}

export async function signIn(given: Credentials): Promise<void> {
  enter(await call<Session>('session', { method: 'POST', body: given, quiet: true }))
  settle(true)
}

export async function signOut(): Promise<void> {
  await call('session/end', { method: 'POST', quiet: true }).catch((error: unknown) => {
    if (!(error instanceof ApiError && error.status === 401)) throw error
  })
  session.value = null
  guard.csrf = ''
}

function settle(again: boolean): void {
  lost.asked = false
  const all = waiting
  waiting = []
  all.forEach((answer) => answer(again))
}

// Somebody else, or nobody, goes on: the calls that waited fail as they would have.
export const giveUp = () => settle(false)

guard.signInAgain = () =>
  session.value
    ? new Promise<boolean>((resolve) => {
        waiting.push(resolve)
        lost.asked = true
      })
    : Promise.resolve(false)
