import {
  ActionIcon,
  Button,
  createTheme,
  type CSSVariablesResolver,
  Modal,
  NativeSelect,
  TextInput,
  Tooltip,
} from '@mantine/core';

export const theme = createTheme({
  // Dialogs come and go at once for whoever asked their system for less motion.
  respectReducedMotion: true,
  primaryColor: 'cobalt',
  primaryShade: { light: 7, dark: 6 },
  colors: {
    // The cobalt of İznik tiles: the one accent. Everything else that has a colour has it to tell a state.
    cobalt: [
      '#eef3fc',
      '#dbe5f8',
      '#b6caf1',
      '#8eade9',
      '#6c93e3',
      '#4a78db',
      '#3565d0',
      '#1d4aa7',
      '#173c88',
      '#112e6a',
    ],
    // Mantine paints its own dark surfaces (menus, inputs, dialogs) from this scale.
    dark: [
      '#ececea',
      '#c9cacb',
      '#a3a5a8',
      '#74777b',
      '#3a3d41',
      '#2a2c30',
      '#1e2022',
      '#17181a',
      '#121314',
      '#0c0d0e',
    ],
  },
  fontFamily: "'Inter Variable', 'Inter', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', 'DejaVu Sans Mono', monospace",
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  defaultRadius: 6,
  cursorType: 'pointer',
  focusRing: 'auto',
  components: {
    Button: Button.extend({ defaultProps: { size: 'xs', variant: 'default' }, styles: { root: { fontWeight: 500 } } }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray', size: 30 } }),
    TextInput: TextInput.extend({ defaultProps: { size: 'xs' } }),
    NativeSelect: NativeSelect.extend({ defaultProps: { size: 'xs' } }),
    Modal: Modal.extend({ defaultProps: { radius: 10, centered: true, overlayProps: { backgroundOpacity: 0.35 } } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 250, withArrow: false, fz: 'xs' } }),
  },
});

/** Mantine's own surfaces follow our tokens. It sets these for each scheme, so both have to be answered. */
const surfaces = {
  '--mantine-color-body': 'var(--k-page)',
  '--mantine-color-text': 'var(--k-ink)',
  '--mantine-color-dimmed': 'var(--k-ink-2)',
  '--mantine-color-placeholder': 'var(--k-ink-3)',
  '--mantine-color-default-border': 'var(--k-line-strong)',
  '--mantine-color-default': 'var(--k-raised)',
  '--mantine-color-default-hover': 'var(--k-hover)',
  '--mantine-color-default-color': 'var(--k-ink)',
  '--mantine-color-anchor': 'var(--k-accent-ink)',
  '--mantine-color-error': 'var(--k-bad)',
};

export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: surfaces, dark: surfaces });
