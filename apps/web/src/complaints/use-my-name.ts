import { useLocalStorage } from '@mantine/hooks';

/** How the person at this browser is called in assignments; null until they said so. */
export function useMyName(): [string | null, (name: string) => void] {
  const [name, setName] = useLocalStorage({ key: 'kervan.my-name', defaultValue: '', getInitialValueInEffect: false });
  return [name === '' ? null : name, setName];
}
