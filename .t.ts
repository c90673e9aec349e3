import { parser } from './src/hosts/parser.js';
import * as ts from '@typescript-eslint/parser';
import { globbySync } from 'globby';
import { readFileSync } from 'node:fs';
const files = process.argv[2] ? [process.argv[2]] : globbySync(['node_modules/**/*.{js,mjs,cjs,ts,mts,cts,tsx,jsx}','!node_modules/typescript/**'],{gitignore:false}).sort().filter((_,i)=>i%13===+(process.env.K??0));
const diffs = new Map<string, number>(); const ex = new Map<string,string>();
const note=(k:string,f:string)=>{diffs.set(k,(diffs.get(k)??0)+1); if(!ex.has(k)) ex.set(k,f)};
let n=0, t1=0,t2=0, chars=0;
function cmp(a:any,b:any,path:string,f:string,type:string){ 
  if (typeof a==='bigint'||typeof b==='bigint') return;
  if (a===b) return; if (a instanceof RegExp || b instanceof RegExp) return;
  if (a==null||b==null||typeof a!=='object'||typeof b!=='object'){ if((a??undefined)!==(b??undefined)) note(`${type}.${path}: ${String(JSON.stringify(a)).slice(0,30)} vs ${String(JSON.stringify(b)).slice(0,30)}`,f); return; }
  if (a.type!==b.type){ note(`${type}.${path} type ${a.type} ${b.type}`,f); return }
  for (const k of new Set([...Object.keys(a),...Object.keys(b)])) { if (k==='parent'||k==='tokens'||k==='comments'||k==='start'||k==='end'||k==='hashbang') continue; cmp(a[k],b[k],Array.isArray(a)?'[]':k,f,a.type??type); }
}
for (const f of files) { let text=readFileSync(f,'utf8').replace(/^\ufeff/,'').replace(/^#!/,'//'); if(text.length>400000) continue;
  let a:any,b:any, ea:any, eb:any; const s=performance.now();
  try { a=parser.parseForESLint(text,{filePath:'/x/'+f}) } catch(e:any){ea=e}
  const m=performance.now();
  try { b=ts.parseForESLint(text,{filePath:f,loc:true,range:true,tokens:true,comment:true,sourceType:a?.ast.sourceType==='module'?'module':'script',ecmaFeatures:{jsx:!/\.[mc]?ts$/.test(f)}}) } catch(e:any){eb=e}
  const e=performance.now(); t1+=m-s;t2+=e-m; n++; chars+=text.length;
  if (!!ea!==!!eb) { note('error '+(ea?'ours: '+ea.message:'theirs: '+eb.message),f); continue }
  if (ea) { note('both fail',f); continue }
  const toks=(x:any)=>x.ast.tokens.map((t:any)=>JSON.stringify([t.type,t.value,t.range,t.loc.start.line,t.loc.start.column,t.loc.end.line,t.loc.end.column,t.regex?.pattern,t.regex?.flags]));
  const x=toks(a),y=toks(b); let shown=0; for(let i=0;i<Math.max(x.length,y.length);i++) if(x[i]!==y[i]){ const k=(s:any)=>s&&JSON.stringify(JSON.parse(s).slice(0,2)); if(k(x[i])?.length<60) note(`token ${k(x[i])} vs ${k(y[i])}`,f+':'+x[i]); else note('token long',f+x[i]); if(shown++>3) break; }
  const c=(z:any)=>JSON.stringify(z.ast.comments.map((t:any)=>[t.type,t.value,t.range,t.loc.start.line,t.loc.start.column,t.loc.end.line,t.loc.end.column])); if(c(a)!==c(b)) note('comments',f);
  cmp(a.ast,b.ast,'',f,'');
}
console.log(n,'files',chars,'chars; ours ms',t1|0,'theirs',t2|0);
for (const [k,v] of [...diffs].sort((p,q)=>q[1]-p[1]).slice(0,60)) console.log(v,k,'|',String(ex.get(k)).slice(0,160));
