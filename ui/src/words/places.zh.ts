// The places of the menu: a name, and the question that the page answers.
export default {
  today: { name: '今天', question: '今天我该做什么？' },
  standing: { name: '履责情况', question: '我们欠着什么？' },
  records: { name: '记录', question: '做过什么，凭据在哪里？' },
  meetings: { name: '会议', question: '开过什么会，定了什么事？' },
  problems: { name: '问题整改', question: '查出了什么问题，改到哪一步了？' },
  people: { name: '人员岗位', question: '谁在什么岗位，任期到什么时候？' },
  plan: { name: '年度计划', question: '这一年哪天该做什么？' },
  reports: { name: '报告', question: '报告里的数从哪里来？' },
  import: { name: '导入', question: '表里有什么读不懂的地方？' },
  rules: { name: '制度', question: '按什么规定算，改一个数会怎样？' },
  ledger: { name: '账本', question: '账有没有被动过？' },
  admin: { name: '系统管理', question: '谁能用、能看什么？' },
  me: { name: '我的页面', question: '我欠什么，写了我什么，我怎么答复？' },
}
