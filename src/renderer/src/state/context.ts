/** Hands the window's one store to its components. */
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Workbench, WorkbenchStore } from './workbench.ts';

export const WorkbenchContext = createContext<WorkbenchStore | null>(null);

export function useWorkbenchStore(): WorkbenchStore {
  const store = useContext(WorkbenchContext);
  if (!store) throw new Error('No WorkbenchContext around this component');
  return store;
}

export function useWorkbench<T>(selector: (state: Workbench) => T): T {
  return useStore(useWorkbenchStore(), selector);
}
