/** Starts the window: bridge, store, theme, language. */
import { createRoot } from 'react-dom/client';
import type { Language } from '../../shared/rules/finding.ts';
import { App } from './app.tsx';
import { connect } from './bridge/index.ts';
import { WorkbenchContext } from './state/context.ts';
import { createWorkbench } from './state/workbench.ts';
import './styles/tokens.css';
import './styles/window.css';

const languageKey = 'gouji.language';

function remembered(): Language | null {
  const value = localStorage.getItem(languageKey);
  return value === 'zh-CN' || value === 'en' ? value : null;
}

const bridge = connect();
const workbench = createWorkbench(bridge, remembered(), (language) => localStorage.setItem(languageKey, language));

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <WorkbenchContext value={workbench}>
    <App bridge={bridge} />
  </WorkbenchContext>,
);
