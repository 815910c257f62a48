// Rows of a ledger of meetings (GET records?form=…).
import { get, type Page } from '@/api'
import { asOf } from '@/shell/day'
import type { Phrase } from '@/words'
import type { Named } from './meeting'

export interface Row {
  id: number
  form: string
  title: string
  texts: Record<string, string>
  state?: string
  state_name?: Phrase | null
  ended?: boolean
  owner: Named | null
  due?: string
  late?: boolean
}

export interface Ledger extends Page<Row> {
  columns: Array<{ id: string; name: Phrase; kind: 'text' | 'number' | 'day' | 'choice'; choices?: Array<{ value: string; name: Phrase }> }>
  states: Array<{ id: string; name: Phrase; ends: boolean; count: number }>
}

export const askLedger = (form: string, query: Record<string, string | number | boolean>) =>
  get<Ledger>('records', { form, day: asOf.value, ...query })
