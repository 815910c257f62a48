// Days of a plan: text 2022-03-18, as the server writes them.
const two = (n: number) => String(n).padStart(2, '0')
const textOf = (date: Date) => date.toISOString().slice(0, 10)
const lastOf = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate()

// The same day of another month, no later than its last and no earlier than `earliest`; of a weekend
// the Friday before, or the Monday after where that would leave the month.
export function sameDayIn(day: string, year: number, month: number, earliest: string): string {
  const wanted = Math.min(Number(day.slice(8, 10)), lastOf(year, month))
  const date = new Date(Date.UTC(year, month - 1, wanted))
  const weekday = date.getUTCDay()
  if (weekday === 0 || weekday === 6) {
    const back = weekday === 6 ? 1 : 2
    date.setUTCDate(wanted - back >= 1 ? wanted - back : wanted + 3 - back)
  }
  const found = textOf(date)
  return found >= earliest || earliest.slice(0, 7) !== found.slice(0, 7) ? found : earliest
}

export const monthText = (year: number, month: number) => `${year}-${two(month)}`
export const dayOfMonth = (day: string) => Number(day.slice(8, 10))
