// Example rows of the kit, fictional.
import type { FlagId, StateId } from '@/parts/state'

export interface ExampleRow {
  id: number
  duty: string
  unit: string
  day: string
  state: StateId
  owed: number
  done: number
  flags: FlagId[]
}

const duties = ['主题党日', '每月学习会', '节前廉政提醒', '谈心谈话', '支部党员大会', '专题党课', '述职述廉', '安全生产检查']
const units = ['第一党支部', '第二党支部', '第三党支部', '机关党委', '局党组']
const states: StateId[] = ['met', 'met', 'made_up', 'open', 'due', 'upcoming', 'missed', 'waived']

export const exampleRows = (count: number): ExampleRow[] =>
  Array.from({ length: count }, (_, i) => {
    const state = states[(i * 7) % states.length]!
    const owed = 1 + (i % 4)
    return {
      id: 1000 + i,
      duty: duties[i % duties.length]!,
      unit: units[(i * 3) % units.length]!,
      day: `2021-${String(1 + (i % 12)).padStart(2, '0')}-${String(1 + ((i * 5) % 28)).padStart(2, '0')}`,
      state,
      owed,
      done: state === 'missed' ? 0 : state === 'met' || state === 'made_up' ? owed : Math.max(0, owed - 1),
      flags: i % 9 === 0 ? ['unproven'] : i % 11 === 0 ? ['recorded_late'] : [],
    }
  })
