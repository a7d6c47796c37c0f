# Địa chỉ: hỏi lại, lựa chọn và cách sửa.

address-understood = Đã ghi: { $address }
address-meant = Có phải địa chỉ này không: { $address }?
address-now-in = { $old } nay thuộc { $province }: { $address }, đúng không?
address-renamed = { $old } nay là { $address }, đúng không?
address-which = Có { $count } nơi phù hợp. Hãy chọn một nơi.
address-which-in-district = Nay không còn cấp quận, huyện. { $old } nay thuộc { $count } phường, xã. Hãy chọn một.
address-divided = { $old } đã chia về { $count } nơi. Hãy chọn nơi đúng.
address-kept = Giữ nguyên như đã viết: { $written }
address-kept-in = Giữ nguyên như đã viết: { $written }. Nay thuộc { $province }.
address-kept-as = Giữ nguyên như đã viết: { $written }. Nay là { $now }.
address-empty = Hãy ghi địa chỉ bằng chữ, ví dụ: số 5 ngõ 12, phường Ba Đình, Hà Nội.
address-long = Địa chỉ dài quá { $most } ký tự. Hãy ghi ngắn hơn: số nhà, phường/xã, tỉnh/thành phố.
address-abroad = Câu này cần địa chỉ ở Việt Nam. Hãy ghi phường/xã và tỉnh/thành phố.
address-unknown = Chưa nhận ra địa chỉ này. Hãy ghi phường/xã và tỉnh/thành phố, ví dụ: phường Ba Đình, Hà Nội.
address-province-missing = Nhiều nơi có tên này. Hãy ghi thêm tỉnh/thành phố.
address-ambiguous = Nhiều nơi có tên này. Hãy ghi đủ: phường/xã, quận/huyện cũ, tỉnh/thành phố.
address-district = Nay không còn cấp quận, huyện. Hãy ghi thêm phường/xã của { $district }.
address-old-province = { $old } nay thuộc { $province }. Hãy ghi thêm phường/xã, tên mới hoặc tên cũ đều được.
address-commune-missing = Đã có { $province }. Hãy ghi thêm phường/xã, ví dụ: phường ..., { $province }.
address-commune-unknown = Chưa tìm thấy phường/xã này ở { $province }. Hãy xem lại tên phường/xã.
