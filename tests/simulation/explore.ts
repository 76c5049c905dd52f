import { live } from './world.ts';
const from=Number(process.argv[2]??1), n=Number(process.argv[3]??200);
const t=performance.now(); const kinds=new Map<string,number[]>(); let steps=0;
for (let s=from;s<from+n;s++){ const l=await live(s); steps+=l.steps; if(l.violation){const k=l.violation.replace(/[0-9a-f-]{36}/g,'ID').replace(/\d+/g,'N'); kinds.set(k,[...(kinds.get(k)??[]),s]);} if(n===1){console.log(l.faults); console.log(l.trace.join('\n')); console.log(l.violation)}}
for(const [k,v] of kinds) console.log(v.length,k,v.slice(0,6).join(','));
console.log(n,'seeds',(n/((performance.now()-t)/1000)).toFixed(1),'/s', steps);
