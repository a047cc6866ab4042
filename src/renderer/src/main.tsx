/** Starts the window: bridge, store, theme, language. */
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { connect } from './bridge/index.ts';
import { WorkbenchContext } from './state/context.ts';
import { createWorkbench } from './state/workbench.ts';
import './styles/tokens.css';
import './styles/window.css';
import './styles/contrast.css';

const bridge = connect();
const workbench = createWorkbench(bridge);

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <WorkbenchContext value={workbench}>
    <App bridge={bridge} />
  </WorkbenchContext>,
);
