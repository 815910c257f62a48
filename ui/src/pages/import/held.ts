// Rows that an import could not take, waiting for somebody to complete them.
import { ref } from 'vue'
import { get, post } from '@/api'
import type { Phrase } from '@/words'

export interface HeldRow {
  entry: number
  form: string
  form_name: Phrase | null
  file: string
  sheet: string
  row: number
  cells: Array<{ heading: string; text: string }>
  problem: Phrase
  values: Record<string, string>
}

export const held = ref<HeldRow[]>([])

export async function loadHeld(): Promise<void> {
  held.value = await get<HeldRow[]>('held-rows')
}

export const mend = (entry: number, values: Record<string, string>) =>
  post<{ id: number }>(`held-rows/${entry}/mending`, { values })
export const leaveOut = (entry: number, reason: string) => post(`held-rows/${entry}/withdrawal`, { reason })
