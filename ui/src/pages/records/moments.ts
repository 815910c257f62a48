// Moments and spans of days as people read them.
import { language } from '@/words'

// 2021-06-30T02:05:00Z as 2021-06-30 10:05 where the reader is.
export function momentOf(given: string): string {
  const at = new Date(given)
  if (Number.isNaN(at.getTime())) return given
  const two = (n: number) => String(n).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`
}

export const dayOf = (given: string) => momentOf(given).slice(0, 10)

export function spanOf(span: { first: string; last: string }): string {
  if (span.first === span.last) return span.first
  return language.value === 'zh' ? `${span.first} 至 ${span.last}` : `${span.first} to ${span.last}`
}
