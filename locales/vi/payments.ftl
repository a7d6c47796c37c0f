## Nộp phí

pay-wanted = Hồ sơ { $code } cần nộp phí { $amount } ({ $why }).
pay-coming = Mã để nộp sẽ tới ngay sau đây, chưa cần làm gì.
pay-scan = Nộp { $amount } cho hồ sơ { $code }: bấm “Mở trang nộp phí”.
    Hoặc lưu ảnh mã này rồi chọn ảnh đó khi quét mã trong ứng dụng ngân hàng; đừng sửa số tiền, nội dung.
pay-page = Bấm “Mở trang nộp phí” để nộp { $amount } cho hồ sơ { $code }.
pay-beware = 🔒 Chỉ nộp theo mã này. Ai nhắn số tài khoản khác là lừa đảo.
pay-no-code = Chưa lấy được mã nộp phí.
pay-wait = Chưa cần làm gì, sẽ báo lại ở đây.
pay-at-counter = Nộp { $amount } tiền mặt tại quầy { $office }, đọc mã hồ sơ { $code } cho cán bộ.
pay-where = Địa chỉ: { $address }.
pay-when = Giờ làm việc: { $hours }.
pay-code-void = Nộp ở quầy thì đừng quét mã nữa.
pay-counter-claimed = Đã báo cán bộ kiểm tra. Quầy ghi nhận xong sẽ có số biên nhận ở đây, không nộp lại.
pay-asking = Đang hỏi cổng thanh toán… Không nộp thêm lần nữa nhé.
pay-asking-first = Đang hỏi cổng thanh toán xem đã nộp chưa…
pay-not-seen = Cổng thanh toán chưa thấy tiền.
    Ngân hàng đã trừ tiền thì đừng nộp lại: giữ số giao dịch, trợ lý tự kiểm tra tiếp và báo ở đây.
pay-not-asked = Chưa hỏi được cổng thanh toán. Trợ lý tự hỏi lại và báo ở đây; đừng nộp lại.
pay-person-looks = Sau một ngày cổng thanh toán vẫn chưa thấy tiền. Đã chuyển cán bộ kiểm tra; hãy giữ số giao dịch, đừng nộp lại.
pay-thanks = ✅ Đã nhận { $amount } cho hồ sơ { $code }. Số biên nhận: { $receipt }
pay-thanks-next = Không phải nộp gì thêm; sẽ báo khi có kết quả.
pay-wrong = ⚠️ Đã nhận { $received }, nhưng phí là { $amount }. Số giao dịch: { $receipt }
    Đừng nộp thêm: cán bộ sẽ xem và báo lại ở đây.
pay-given-back = Cơ quan đã hoàn { $amount } (số { $receipt }). Không cần làm gì thêm.
    Sau vài ngày chưa thấy tiền thì bấm “Gặp người”.
pay-reminder = Nhắc nhẹ: khoản phí này chưa thấy nộp.
pay-twice = ⚠️ Đã nhận thêm { $amount } cho khoản đã nộp (số giao dịch { $receipt }).
    Khoản thừa sẽ được hoàn theo cách đã nộp. Không cần gửi số tài khoản cho ai.
pay-came-late = ⚠️ Đã nhận { $received } (số giao dịch { $receipt }), nhưng hồ sơ này không phải nộp phí nữa.
    Tiền sẽ được hoàn theo cách đã nộp. Không cần gửi số tài khoản cho ai.
pay-refund = Phí { $amount } (biên nhận { $receipt }) sẽ được hoàn theo cách đã nộp.
    Không cần gửi số tài khoản cho ai.
pay-refund-asked = Phí { $amount } đã nộp (biên nhận { $receipt }): cán bộ sẽ xem việc hoàn và báo lại ở đây.
pay-void = Không phải nộp phí { $amount } nữa: đừng dùng mã cũ.
pay-void-claimed = Không phải nộp phí { $amount } nữa. Nếu ngân hàng đã trừ tiền, khoản đó sẽ được hoàn.

button-pay = Nộp phí hồ sơ { $code }
button-pay-page = Mở trang nộp phí
button-pay-online = Nộp bằng mã
button-paid = Tôi đã nộp
button-not-paid = Tôi chưa nộp
button-pay-counter = Nộp tiền mặt tại quầy

pay-stands-opening = Hồ sơ { $code } cần nộp phí { $amount }; đang lấy mã để nộp.
    .next = Chưa cần làm gì, mã sẽ tới ở đây.
pay-stands-open = Hồ sơ { $code } cần nộp phí { $amount }.
    .next = Nộp theo hướng dẫn đã gửi; xong sẽ có số biên nhận ở đây.
pay-stands-claimed = Khoản phí { $amount } của hồ sơ { $code } đang được kiểm tra.
    .next = Không cần làm gì, đừng nộp lại.
pay-stands-wrong = Đã nhận { $received } trên { $amount } cho hồ sơ { $code } (số giao dịch { $receipt }); cán bộ đang xem.
    .next = Đừng nộp thêm, chờ cán bộ báo.
pay-stands-paid = Phí { $amount } của hồ sơ { $code } đã nộp (biên nhận { $receipt }), không phải nộp lại.
    .next = Không phải nộp gì thêm.
pay-stands-refunded = Phí hồ sơ { $code } đã hoàn: { $received } (số { $receipt }).
    .next = Không cần làm gì.
pay-stands-refund = { $received } đã nộp (biên nhận { $receipt }) của hồ sơ { $code } đang được hoàn.
    .next = Không cần làm gì, tiền về theo cách đã nộp.
pay-stands-cancelled = Hồ sơ { $code } không phải nộp phí { $amount } nữa.
    .next = Không cần làm gì.

line-fee = Phí
fee-by-authority = theo thông báo của cơ quan
fee-opening = { $amount } ({ $why }), chưa nộp
fee-open = { $amount } ({ $why }), chưa nộp
fee-claimed = { $amount }, đang kiểm tra
fee-wrong = { $amount }, cán bộ đang xem
fee-paid = { $amount }, đã nộp, biên nhận { $receipt }
fee-refunded = { $amount }, đã hoàn (số { $receipt })
fee-refund = { $amount }, đang hoàn (biên nhận { $receipt })
fee-cancelled = không phải nộp
