// The forms that this account has recorded in lately, the last first.
import { session } from '@/session'

const key = () => `luze.forms.${session.value?.account ?? ''}`

export function usualForms(): string[] {
  try {
    return JSON.parse(localStorage.getItem(key()) ?? '[]') as string[]
  } catch {
    return []
  }
}

export function rememberForm(id: string): void {
  localStorage.setItem(key(), JSON.stringify([id, ...usualForms().filter((other) => other !== id)].slice(0, 8)))
}

// The ledger that was looked at last.
const lastKey = () => `luze.ledger.${session.value?.account ?? ''}`
export const lastForm = () => localStorage.getItem(lastKey()) ?? ''
export const keepLastForm = (id: string) => localStorage.setItem(lastKey(), id)
