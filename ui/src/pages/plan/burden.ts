// What the year's meetings cost, and the calendar that costs least (GET burden).
import type { Phrase } from '@/words'
import { isSettled, type Entry } from './entry'

export interface Load {
  sittings: number
  per_person_month: string
  hours_per_person_month: string
  duties_per_sitting: string
}

export interface Sitting {
  day: string
  unit: string
  sharing: string
  name: Phrase
  serves: Array<{ duty: string; name: Phrase }>
}

export interface MonthLoad { month: number; required: Load; least: Load; held: Load }

export interface Burden {
  year: number
  people: number
  required: Load
  least: Load
  held: Load
  calendar: Sitting[]
  months: MonthLoad[]
}

// An item that the least calendar puts on another day, or that no plan holds yet.
export interface Change {
  entry: Entry
  day: string
  sitting: Sitting
}

// Each sitting takes, of each duty that it serves, the first item whose period holds its day. What
// is done, or lies before `today`, stays as it is.
export function changesFor(calendar: readonly Sitting[], entries: readonly Entry[], today: string): Change[] {
  const taken = new Set<string>()
  const changes: Change[] = []
  for (const sitting of calendar) {
    for (const { duty } of sitting.serves) {
      const entry = entries.find((one) =>
        one.duty === duty && !taken.has(one.key) && one.from <= sitting.day && sitting.day <= one.to &&
        one.unit === sitting.unit)
      if (!entry) continue
      taken.add(entry.key)
      const same = entry.by === sitting.day && entry.item
      if (!same && !isSettled(entry) && entry.state !== 'missed' && sitting.day >= today) changes.push({ entry, day: sitting.day, sitting })
    }
  }
  return changes
}
