import { useEffect, useState } from 'react';
import { useLanguage } from '../../language.js';
import { SelectField } from '../../ui/select-field.js';
import { type DeviceKind, type Devices, devices, NO_DEVICE, onDevices } from './devices.js';

/** The devices there are; `fresh` changes when a permission may have given them their names. */
export function useDevices(fresh: unknown): Devices {
  const [found, setFound] = useState(NO_DEVICE);
  // a permission given meanwhile names them
  useEffect(() => {
    let gone = false;
    const look = async () => {
      const all = await devices();
      if (!gone) setFound(all);
    };
    void look();
    const stop = onDevices(() => void look());
    return () => {
      gone = true;
      stop();
    };
  }, [fresh]);
  return found;
}

/** Which of several; nothing where there is no choice. */
export function DeviceChoice({
  kind,
  found,
  value,
  onChoose,
}: {
  readonly kind: DeviceKind;
  readonly found: Devices;
  readonly value: string;
  readonly onChoose: (device: string) => void;
}) {
  const { t } = useLanguage();
  const list = found[kind].filter(one => one.deviceId !== 'default');
  if (list.length === 0) return null;
  return (
    <SelectField
      label={t(`video.check.${kind}`)}
      none={t('video.check.default')}
      value={list.some(one => one.deviceId === value) ? value : ''}
      onChange={onChoose}
      options={list.map((one, index) => [one.deviceId, one.label || t('video.check.unnamed', { n: index + 1 })])}
    />
  );
}
