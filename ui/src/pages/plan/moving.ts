// Moving an item to another day, and taking a requirement into a plan.
import { post } from '@/api'
import { showCase, takeStep } from '@/pages/records/case'
import { today } from '@/shell/day'
import type { Entry } from './entry'
import { whichOf } from './plan'

// The step `move` of the item's record; what somebody else did meanwhile is a 409.
export async function moveItem(entry: Entry, day: string, why: string): Promise<void> {
  const record = await showCase(entry.item!)
  const values = { new_date: day, why, month: String(Number(day.slice(5, 7))) }
  await takeStep(record, 'move', today.value, values)
}

export async function takeIn(entry: Entry, day: string, plan: string): Promise<void> {
  const which = whichOf(entry)
  const values: Record<string, string> = {
    title: which ? `${entry.name.zh}（${which}）` : entry.name.zh,
    duty: entry.duty, planned_on: day, month: String(Number(day.slice(5, 7))),
  }
  if (plan) values.plan = plan
  if (entry.bearer_key.startsWith('record:')) values.bearer = entry.bearer_key
  if (entry.unit && entry.unit_kind === 'branch') values.branch = entry.unit
  if (entry.who[0]) values.owner = `#${entry.who[0].id}`
  await post('records', { form: 'plan_item', act: 'add', values })
}
