import { parser } from './src/hosts/parser.js';
import * as ts from '@typescript-eslint/parser';
import { globbySync } from 'globby';
import { readFileSync } from 'node:fs';
const files = ['/tmp/jsx/a.tsx',...globbySync(['node_modules/**/*.{js,mjs,cjs,ts,mts,cts,tsx,jsx}','!node_modules/typescript/**'],{gitignore:false}).sort().filter((_,i)=>i%13===+(process.env.K??0)),...globbySync(['node_modules/**/*.ts','!**/*.d.ts'])];
const diffs = new Map<string, number>(); const ex=new Map<string,string>();
const note=(k:string,f:string)=>{diffs.set(k,(diffs.get(k)??0)+1); if(!ex.has(k)) ex.set(k,f)};
function cmp(a:any,b:any,path:string,f:string,type:string){ 
  if (typeof a==='bigint'||typeof b==='bigint') return;
  if (a===b) return; if (a instanceof RegExp || b instanceof RegExp) return;
  if (a==null||b==null||typeof a!=='object'||typeof b!=='object'){ if(a!==b) note(`${type}.${path}: ${a===null?'null':a===undefined?'undefined':typeof a+' '+String(a).slice(0,20)} vs ${b===null?'null':b===undefined?'undefined':typeof b+' '+String(b).slice(0,20)}`,f); return; }
  if (a.type!==b.type){ note(`${type}.${path} type ${a.type} ${b.type}`,f); return }
  for (const k of new Set([...Object.keys(a),...Object.keys(b)])) { if (['parent','tokens','comments','start','end','hashbang','loc'].includes(k)) continue; cmp(a[k],b[k],Array.isArray(a)?'[]':k,f,a.type??type); }
}
for (const f of files) { let text=readFileSync(f,'utf8').replace(/^\ufeff/,'').replace(/^#!/,'//'); if(text.length>400000) continue;
  let a:any,b:any;
  try { a=parser.parseForESLint(text,{filePath:f}); b=ts.parseForESLint(text,{filePath:f,loc:true,range:true,sourceType:a?.ast.sourceType==='module'?'module':'script',ecmaFeatures:{jsx:!/\.[mc]?ts$/.test(f)}}) } catch(e:any){continue}
  cmp(a.ast,b.ast,'',f,'');
}
console.log(files.length); for (const [k,v] of [...diffs].sort((p,q)=>q[1]-p[1]).slice(0,100)) console.log(v,k,ex.get(k));
