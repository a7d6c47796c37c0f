# Addresses: asking back, choices, and how to mend.

address-understood = Noted: { $address }
address-meant = Is this the address: { $address }?
address-now-in = { $old } is now part of { $province }: { $address }. Is that right?
address-renamed = { $old } is now { $address }. Is that right?
address-which = { $count } places fit. Please choose one.
address-which-in-district = Districts no longer exist. { $old } now lies in { $count } communes. Please choose one.
address-divided = { $old } was divided among { $count } places. Please choose the right one.
address-kept = Kept as you wrote it: { $written }
address-kept-in = Kept as you wrote it: { $written }. Today this lies in { $province }.
address-kept-as = Kept as you wrote it: { $written }. Today this is { $now }.
address-empty = Please write the address in words, for example: số 5 ngõ 12, phường Ba Đình, Hà Nội.
address-long = The address is longer than { $most } characters. Please shorten it: house, ward or commune, province.
address-abroad = This question needs an address in Vietnam. Please give the ward or commune and the province.
address-unknown = I do not know this address yet. Please give the ward or commune and the province: phường Ba Đình, Hà Nội.
address-province-missing = Many places have this name. Please add the province or city.
address-ambiguous = Many places have this name. Please give the ward or commune, the old district and the province.
address-district = Districts no longer exist. Please add the ward or commune in { $district }.
address-old-province = { $old } is now part of { $province }. Please add the ward or commune, by its new or old name.
address-commune-missing = I have { $province }. Please add the ward or commune, for example: phường ..., { $province }.
address-commune-unknown = I cannot find this ward or commune in { $province }. Please check its name.
