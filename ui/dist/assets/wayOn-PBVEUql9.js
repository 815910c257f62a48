const t=s=>typeof s=="string"&&/^\/(?![/\\])/.test(s)&&!s.startsWith("/sign-in")?s:"/";export{t as w};
