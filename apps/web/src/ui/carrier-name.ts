const names: Readonly<Record<string, string>> = {
  aras: 'Aras Kargo',
  yurtici: 'Yurtiçi Kargo',
  mng: 'MNG Kargo',
  ptt: 'PTT Kargo',
  surat: 'Sürat Kargo',
  ups: 'UPS',
  dhl: 'DHL',
  fedex: 'FedEx',
};

/** The carrier as people call it; an unknown one by its code. */
export const carrierName = (code: string | null): string => (code === null ? '–' : (names[code] ?? code));
