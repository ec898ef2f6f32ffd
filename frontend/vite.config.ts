import { UserConfigFn } from 'vite';
import { overrideVaadinConfig } from './vite.generated';

// All is as Vaadin's plugin sets it.
const ours: UserConfigFn = () => ({});

export default overrideVaadinConfig(ours);
