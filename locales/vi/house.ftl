## Chung cho mọi thủ tục

greeting = Chào bạn, đây là trợ lý nộp hồ sơ tự động của { $office }.
    Mỗi lần chỉ hỏi một câu, gõ không dấu cũng được.
choose-procedure = Bạn cần làm thủ tục nào?
not-understood = Chưa hiểu ý bạn.
progress = Bước { $at }/{ $of }
recap = Đang làm dở: { $what }, tới bước { $at }/{ $of }.
draft-there = Bạn đã có hồ sơ này đang làm dở, mình làm tiếp nhé.
about-dossier = Tin về hồ sơ { $what }:
at-the-start = Đây là câu đầu tiên rồi.
nothing-on-desk = Hiện chưa có hồ sơ nào đang làm.
dossier-gone = Hồ sơ đó không còn ở đây nữa.
not-to-change = Mục này không nằm trong phần cần bổ sung nên giữ nguyên.
settled = Được rồi. Cần gì cứ nhắn nhé.

now-written = Đang ghi: { $value }
note-sensitive = 🔒 Đây là dữ liệu cá nhân nhạy cảm: được mã hoá, chỉ dùng cho hồ sơ này.
left-empty = (để trống)
not-given = (chưa có)
period = { $since } – { $until }
until-now = đến nay
due-unknown = chưa có ngày
yes = Có
no = Không

put-off = Để sau: { $what }. Cuối cùng sẽ hỏi lại.
now-the-rest = Còn câu đã để sau, mình làm nốt nhé.
only-this-left = Chỉ còn { $what }. Chưa có thì gõ “dừng”, khi nào có thì làm tiếp.
struggling = Khó quá thì để sau, hoặc gặp cán bộ.

stuck-staff-told = Đã báo cán bộ để giúp bạn câu này. Trong lúc chờ có thể bấm “Để sau”.

refused-go-on = Đọc xong thì bấm nút, hoặc gõ “tiếp”.
press-a-button = Xin bấm một nút bên dưới.
list-type-it = Không thấy trong các nút thì gõ tên, ví dụ vài chữ đầu.
refused-photo-wanted = Bước này cần ảnh: bấm nút máy ảnh hoặc kẹp giấy để gửi.
text-too-long = Tin dài quá { $most } ký tự nên chưa nhận. Xin viết ngắn lại.
nothing-readable = Tin này không có chữ nào đọc được. Xin gõ bằng chữ.
secret-refused = ⚠️ Đừng gửi mật khẩu, mã OTP hay số thẻ ngân hàng cho bất kỳ ai, kể cả ở đây.
    Tin đó không được lưu. Hãy xoá nó khỏi máy.
stumbled = Máy gặp trục trặc nên chưa ghi tin vừa rồi; cán bộ đã được báo.
    Những gì khai trước đó vẫn còn. Xin gửi lại tin vừa rồi.

button-used = Nút này đã được ghi nhận rồi.
button-old = Nút này của câu hỏi cũ nên không đổi gì cả.
button-right = ✔ Đúng
button-retype = Gõ lại
button-none-of-these = Không phải những cái này
button-keep = ✔ Giữ nguyên
button-yes = Có
button-no = Không
button-agree = Đồng ý
button-disagree = Không đồng ý
button-go-on = Tiếp tục
button-go-on-filling = Khai tiếp
button-enough = ✔ Rõ, đủ rồi
button-redo = Chụp lại ảnh này
button-photos-again = Chụp lại từ đầu
button-use-anyway = Vẫn dùng ảnh này
button-belongs-to = Không, đây là: { $what }
button-read-yes = ✔ Đúng hết, điền vào
button-read-no = Không đúng, tự gõ
button-take-card = Theo thẻ: { $value }
button-keep-typed = Đúng như đã khai: { $value }
button-read = { $value } (đọc từ ảnh, chắc { $sure }%)
button-leave-empty = Bỏ qua
button-later = Để sau
button-same-as = Giống { $what }
button-as-before = Như trên: { $value }
button-change-answer = Sửa: { $what }
button-close-dossier = Bỏ hồ sơ này
button-add-period = Khai thêm khoảng này
button-right-as-it-is = Đúng như vậy
button-drop-row = Xoá dòng này
button-to-card = Về bảng xem lại
button-mend = Sửa { $number }: { $what }
button-file = 📨 Nộp hồ sơ
button-file-again = 📨 Nộp lại
button-repair = Bổ sung ngay
button-copy-code = Chép mã hồ sơ
button-continue = Làm tiếp: { $what }
button-discard = Xoá bản nháp: { $what }
button-withdraw = Xin rút hồ sơ { $code }
button-withdraw-yes = Rút hồ sơ
button-no-keep = Không, giữ lại
button-leave-it = Thôi
button-export = Gửi tôi một bản
button-correct = Sửa thông tin
button-consents = Các đồng ý của tôi
button-unconsent = Rút: { $what }
button-erase = Xoá dữ liệu của tôi
button-erase-yes = Xoá hết

word-start = Bắt đầu
word-new = Làm hồ sơ mới
word-back = ⬅ Lùi
word-stop = Dừng, để sau
word-help = ❓ Trợ giúp
word-person = Gặp người
word-dossiers = Hồ sơ của tôi
word-language = Ngôn ngữ

help = Gõ số hoặc tên thủ tục để bắt đầu. Lúc nào cũng gõ được:
    lùi · xem lại · dừng · hồ sơ của tôi · dữ liệu của tôi · gặp người · ngôn ngữ
help-short = Gõ “lùi” để về câu trước, “dừng” để nghỉ, “gặp người” để gặp cán bộ.
person-called = Đã báo cán bộ { $office }. Giờ làm việc: { $hours }.
person-phone = Cần gấp xin gọi { $phone }.
person-meanwhile = Trong lúc chờ vẫn có thể khai tiếp ở đây.
paused = Đã lưu. Khi nào muốn làm tiếp, gõ “tiếp tục”.
    Bản nháp được giữ { $days } ngày kể từ lần cuối.
paused-supplement = Đã dừng, phần bổ sung chưa gửi. Hạn gửi: { $deadline }.
    Khi nào muốn làm tiếp, gõ “tiếp tục”.
choose-language = Chọn ngôn ngữ / Choose a language
language-set = Từ giờ nói tiếng Việt.

review-title = Xem lại hồ sơ: { $what }
review-fee = Phí: { $amount } ({ $why })
review-term = Có kết quả sau khoảng { $days } ngày làm việc từ khi được tiếp nhận.
    Muốn sửa: bấm vào dòng đó, hoặc gõ ví dụ “sửa ngày sinh”.
precheck-fine = ✅ Đã soát: đủ, không thấy lý do bị trả.
precheck-returned = ⚠️ Hồ sơ này sẽ bị trả vì { $count } lý do:
precheck-asked = Cán bộ có thể hỏi thêm { $count } điểm:
precheck-line = { $number }. { $reason }
precheck-more = … và { $count } chỗ nữa, sẽ hiện khi sửa xong các chỗ trên.
fee-changed = Chưa gửi: phí đã đổi từ { $before } thành { $now }. Xin xem lại rồi hãy nộp.
precheck-not-sent = Chưa gửi, vì gửi bây giờ thì cơ quan sẽ trả lại.
precheck-answer-missing = Chưa khai: { $what }.
precheck-answer-refused = { $what }: { $reason }
precheck-paper-missing = Chưa có ảnh: { $what }.
precheck-fee-proof-missing = Xin giảm, miễn phí mà chưa có ảnh giấy chứng minh.
precheck-authorisation-missing = Nộp thay người khác mà chưa có ảnh giấy uỷ quyền.
precheck-pages-missing = { $what }: mới có { $have }/{ $want } ảnh.
precheck-side-missing = { $what }: thiếu { $side }.
precheck-wrong-paper = { $what }: có ảnh giống { $kind }.
precheck-same-photo = { $what }: hai ảnh chụp cùng một trang.
precheck-same-photo-elsewhere = { $what } và { $other }: dùng chung một ảnh.
precheck-photo-kept = { $what }: ảnh { $faults }, vẫn dùng.
precheck-card-expired = Giấy tờ tuỳ thân hết hạn từ { $day }. Xin cấp đổi rồi nộp bằng giấy mới.
precheck-card-expires-soon = Giấy tờ tuỳ thân hết hạn { $day }, trước ngày hẹn trả kết quả { $promised }.
precheck-card-outgrown = Thẻ cấp { $issued } thường hết hạn khi đủ { $age } tuổi. Xin xem hạn in trên thẻ.
precheck-card-differs = { $what }: khai { $typed }, thẻ ghi { $card }.
precheck-number-doubted = { $what }: { $reasons }.
precheck-same-number = { $what } trùng số với { $other }.
precheck-parent-born-after = { $what } ({ $year }) không trước năm sinh của con ({ $child }).
precheck-parent-young = { $what } ({ $year }): chỉ hơn con { $years } tuổi.
precheck-proxy-young = { $what }: số này là của người sinh năm { $year }, chưa đủ { $age } tuổi.
precheck-fee-age = { $what }: “{ $group }” không hợp với { $age } tuổi.
precheck-history-ends-early = Quá trình mới khai đến { $until }, cần khai đến nay.
precheck-history-before-birth = Giai đoạn { $row } bắt đầu { $starts }, trước khi người đó sinh ra.
precheck-lives-elsewhere = Nơi ở hiện nay không phải nơi thường trú hay tạm trú đã khai.
precheck-unfit-too-big = { $what }: tệp nặng hơn mức cổng nhận. Xin chụp lại, hoặc gửi ít trang hơn.
precheck-unfit-too-long = { $what }: quá nhiều trang. Xin gửi đúng những trang cần.
precheck-unfit-locked = { $what }: PDF bị khoá. Xin gửi bản không khoá, hoặc chụp ảnh.
precheck-unfit-damaged = { $what }: tệp mở ra không đủ trang. Xin chụp lại rồi gửi.
precheck-stay-short = Ở đến { $until } là dưới { $days } ngày: thường chỉ cần thông báo lưu trú.
precheck-other-names = { $what }: đọc thấy tên { $read }, không thấy { $name }.
precheck-other-numbers = { $what }: đọc thấy số { $read }, không thấy { $number }.
review-choose-line = Chọn dòng cần sửa:
card-not-understood = Gõ “nộp” để nộp, hoặc ví dụ “sửa ngày sinh” để sửa một dòng.
repair-title = Phần bổ sung của hồ sơ { $code } đã đủ. Gửi lại nhé?
repair-section = Phần bổ sung

consent-submit = Tôi xin chịu trách nhiệm về lời khai và đồng ý gửi hồ sơ này cho cơ quan có thẩm quyền giải quyết.
consent-fill = Để làm hồ sơ, trợ lý cần lưu các câu trả lời và ảnh bạn gửi (mã hoá, xoá sau 7 ngày không dùng).
    Có thể rút đồng ý bất cứ lúc nào: gõ “dữ liệu của tôi”.
    .short = Đồng ý lưu để làm hồ sơ
consent-read = Cho máy đọc thẻ căn cước và giấy tờ qua ảnh để điền giúp, khỏi gõ? Ảnh thẻ đọc xong xoá ngay. (không bắt buộc)
    .short = Đọc giấy tờ qua ảnh
ask-card-photo = Chụp mặt thẻ căn cước có mã QR (hoặc trang ảnh hộ chiếu) để điền giúp 6 mục.
    .short = Ảnh thẻ để đọc
    .hint = Thẻ nằm gần đầy khung, mã QR rõ nét, không loá.
consent-remind = Có cần nhắc khi hồ sơ còn làm dở không? (không bắt buộc)
    .short = Đồng ý được nhắc
purpose-fill = lưu để làm hồ sơ
purpose-read = đọc giấy tờ qua ảnh
purpose-submit = gửi cho cơ quan
purpose-remind = nhắc hồ sơ làm dở

sending = Đang gửi hồ sơ tới cơ quan… Sẽ báo ngay khi có mã. Không cần làm gì thêm.
not-filed = Chưa nộp. Hồ sơ vẫn còn đây.
filed = ✅ Đã nộp.
    Mã đăng ký: { $code }
    Cơ quan kiểm tra trong 8 giờ làm việc; sẽ báo ở đây.
filing-paper-unfit = Chưa gửi hồ sơ: cổng sẽ không nhận một giấy tờ. Các phần khác vẫn còn nguyên.
filing-verifying = Đường truyền chập chờn nên đang xác minh hồ sơ đã tới chưa.
    Không cần làm gì, đừng nộp lại; sẽ báo ngay khi rõ.
filing-queued = Cổng nhận hồ sơ của cơ quan đang tạm ngưng, không phải lỗi của bạn. Hồ sơ đã xếp hàng.
    Không cần làm gì, đừng nộp lại. Lúc { $time } gửi lại, gửi xong sẽ báo ngay ở đây.
filing-queued-later = Cổng nhận hồ sơ của cơ quan đang tạm ngưng, không phải lỗi của bạn. Hồ sơ đã xếp hàng.
    Không cần làm gì, đừng nộp lại. Lúc { $time } ngày { $day } gửi lại, gửi xong sẽ báo ngay ở đây.
filing-held = Cơ quan đang tạm dừng nhận hồ sơ trực tuyến, không phải lỗi của bạn. Hồ sơ đã xếp hàng.
    Không cần làm gì, đừng nộp lại. Cơ quan nhận lại là gửi ngay, gửi xong sẽ báo ở đây.
filing-differs = Hồ sơ đã tới cổng của cơ quan, nhưng giấy tờ bên đó chưa khớp với bản bạn gửi.
    Cán bộ đang đối chiếu. Không cần làm gì, đừng nộp lại; sẽ báo ngay khi xong.
filing-failed = Chưa gửi được hồ sơ do lỗi phía cơ quan; chưa có gì được nộp.
    Hồ sơ vẫn còn nguyên. Bấm nút để gửi lại.
filing-failed-no-consent = Chưa gửi được hồ sơ do lỗi phía cơ quan; chưa có gì được nộp.
    Bạn đã rút đồng ý nên hồ sơ không tự gửi lại.
supplement-received = ✅ Đã nhận phần bổ sung của hồ sơ { $code }. Cơ quan xem tiếp; sẽ báo ở đây.
supplement-wanted = ⚠️ Hồ sơ { $code } cần bổ sung: { $items }.
    Hạn: { $deadline }. Lý do: { $reason }
    Chỉ cần sửa đúng những mục này.
supplement-wanted-items = ⚠️ Hồ sơ { $code } cần bổ sung: { $items }.
    Hạn: { $deadline }. Chỉ cần sửa đúng những mục này.
supplement-wanted-reason = ⚠️ Hồ sơ { $code } cần bổ sung. Cơ quan ghi: { $reason }
    Hạn: { $deadline }.
supplement-wanted-unnamed = ⚠️ Hồ sơ { $code } cần bổ sung; cơ quan chưa ghi rõ mục nào.
    Hạn: { $deadline }.
items-unnamed = cơ quan chưa ghi rõ

photo-count = { $count } ảnh
photos-so-far = Đã có { $have } ảnh (tối đa { $most }). Còn trang nào thì gửi tiếp.
photos-of = Đã có { $have }/{ $want } ảnh.
photos-missing = Đã có { $have }/{ $want } ảnh, còn thiếu: { $missing }.
photo-clear = Đọc rõ không? Rõ thì đi tiếp, chưa rõ thì chụp lại.
papers-left = Giấy tờ: đã có { $have }/{ $of }, sau tờ này còn: { $left }.
photo-kept = ✔ Đã nhận: { $what }.
photo-full = Đã đủ ảnh: { $what }. Muốn thay ảnh nào thì bấm “Chụp lại từ đầu”.
photo-sorted = ✔ Ảnh này giống “{ $what }” nên đã xếp vào đó.
photo-gone = Ảnh đó không còn ở đây nữa.
photo-same-again = Ảnh này trùng với ảnh đã gửi, xin gửi ảnh khác.
photo-enough = Đã đủ ảnh: { $what }, nên ảnh này không ghi thêm. Muốn thay ảnh thì sửa ở bảng xem lại.
photo-not-now = Bước này chưa cần ảnh, nên chưa nhận.
photo-no-dossier = Chưa biết ảnh này cho hồ sơ nào. Gõ “bắt đầu” để chọn thủ tục trước.
photo-refused-not-an-image = Tệp này không phải ảnh hay PDF. Xin gửi ảnh chụp (JPG, PNG, HEIC) hoặc PDF.
photo-refused-too-big = Tệp lớn quá 20 MB. Xin chụp lại bằng máy ảnh thường, hoặc gửi từng trang.
photo-refused-too-many-pixels = Ảnh to quá mức đọc được. Xin chụp lại ở cỡ thường.
photo-refused-damaged = Tệp bị hỏng, không mở được. Xin gửi lại hoặc chụp lại.
photo-refused-encrypted = PDF có mật khẩu nên không mở được. Xin gửi bản không khoá, hoặc chụp ảnh.
photo-refused-too-small = Ảnh nhỏ quá, không đọc được chữ. Xin lại gần hơn và chụp lại.
photo-refused-too-many-pages = PDF dài quá 20 trang. Xin gửi đúng những trang cần.
photo-refused-too-slow = Ảnh này mở mãi không xong. Xin chụp lại rồi gửi.
photo-refused-missing = Không còn tệp đó nữa. Xin gửi lại.
photo-refused-unreachable = Không tải được tệp. Xin gửi lại.
photo-as-file = Ứng dụng chat đã nén ảnh nên chữ chưa đủ nét. Xin gửi lại ảnh đó dưới dạng tệp, như hình này.
as-file-message = Nhắn tin
as-file-photo = Ảnh
as-file-file = Tệp
as-file-place = Vị trí
as-file-choose = Chọn đúng ảnh đó
as-file-send = Gửi
photo-flaw-no-paper = Chưa thấy giấy tờ trong ảnh. Xin đặt giấy lên bàn rồi chụp lại.
photo-flaw-screen = Đây là ảnh chụp màn hình. Xin chụp thẳng tờ giấy thật.
photo-flaw-cut = Ảnh bị mất mép { $where }. Xin lùi máy ra, chụp đủ bốn góc.
photo-flaw-far = Giấy nhỏ quá trong ảnh. Xin đưa máy lại gần cho giấy gần đầy khung.
photo-flaw-small = Ảnh chưa đủ nét để đọc chữ. Xin đưa máy lại gần hơn rồi chụp lại.
photo-flaw-unsure = Chưa nhìn rõ bốn mép giấy. Xin đặt giấy lên nền trơn, sẫm màu rồi chụp lại.
photo-flaw-dark = Ảnh tối quá. Xin ra gần cửa sổ hoặc bật đèn rồi chụp lại.
photo-flaw-blurred = Ảnh bị mờ. Xin chạm vào tờ giấy trên màn hình cho nét rồi chụp lại.
photo-flaw-moved = Ảnh bị rung. Xin tì hai tay cho chắc rồi chụp lại.
photo-flaw-glare = Ảnh bị loá ở { $where }. Xin nghiêng giấy tránh ánh đèn rồi chụp lại.
photo-flaw-tilted = Ảnh chụp nghiêng quá. Xin cầm máy ngay phía trên tờ giấy rồi chụp lại.
photo-wrong-paper = Ảnh này giống { $kind }, còn ở đây cần: { $what }.
photo-wrong-side = { $kind } đã có rồi. Xin lật thẻ, chụp mặt còn lại.
fault-no-paper = chưa thấy giấy
fault-screen = chụp màn hình
fault-cut = mất mép
fault-far = chụp xa
fault-small = ít nét so với chữ
fault-unsure = chưa rõ bốn mép
fault-dark = tối
fault-blurred = mờ
fault-moved = rung
fault-glare = loá
fault-tilted = chụp nghiêng
fault-wrong-paper = giống giấy tờ khác
fault-wrong-side = trùng mặt thẻ
paper-card-front = mặt trước thẻ căn cước
paper-card-back = mặt sau thẻ căn cước
paper-passport = trang ảnh hộ chiếu
paper-sheet = tờ giấy khổ lớn
paper-unknown = giấy tờ khác
paper-nothing = ảnh không có giấy tờ
where-unsaid = một chỗ
where-top = phía trên
where-right = bên phải
where-bottom = phía dưới
where-left = bên trái
where-middle = giữa
where-top-left = góc trên bên trái
where-top-right = góc trên bên phải
where-bottom-left = góc dưới bên trái
where-bottom-right = góc dưới bên phải
card-read = Đọc được từ thẻ như dưới đây. Xin xem kỹ từng dòng: có đúng hết không?
card-section = Đọc từ thẻ
card-taken = ✔ Đã điền từ thẻ; ảnh thẻ được xoá ngay.
card-left = Không dùng gì từ thẻ; ảnh được xoá ngay.
card-unread = Ảnh rõ nhưng chưa đọc được mã QR. Xin chụp sát mặt thẻ có mã QR, hoặc bỏ qua để tự gõ.
card-says = Thẻ ghi: { $value }
card-differs = { $what }: bạn khai { $typed }, còn thẻ ghi { $card }. Cái nào đúng?
declaration-preview = Tờ khai in ra sẽ như thế này.
declaration-filed = Tờ khai đã nộp, để bạn giữ.

sent-sticker = Nhãn dán dễ thương quá, nhưng không trả lời thay được.
sent-voice = Trợ lý chưa nghe được tin thoại. Xin gõ bằng chữ.
sent-video = Trợ lý chưa xem được video. Xin gửi ảnh hoặc gõ chữ.
sent-location = Vị trí không dùng được ở đây. Xin gõ địa chỉ bằng chữ.
sent-contact = Danh thiếp không dùng được ở đây. Xin gõ số điện thoại.
sent-edited = Sửa tin cũ không làm đổi hồ sơ. Muốn đổi, gõ “lùi” hoặc ví dụ “sửa ngày sinh”.
sent-group = Hồ sơ có thông tin riêng, nên chỉ làm trong khung chat riêng. Xin nhắn riêng cho trợ lý.
sent-unknown = Loại tin này trợ lý chưa đọc được. Xin gõ bằng chữ.

while-away = Trong lúc vắng mặt có thể đã có tin:
my-dossiers = Hồ sơ của bạn:
no-dossiers = Chưa có hồ sơ nào ở đây.
    Có mã hồ sơ thì gõ mã để xem tiến độ.
line-status = Tình trạng
line-next = Việc tiếp theo
line-code = Mã
line-due = Hẹn trả
line-wanted = Cần bổ sung
withdraw-sure = Rút hồ sơ { $code }? Rút rồi thì phải làm lại từ đầu.
withdrawal-sent = Đã chuyển yêu cầu rút hồ sơ { $code } tới cơ quan. Sẽ báo khi xong.
draft-discarded = Đã xoá bản nháp và ảnh kèm theo.
draft-waits = Hồ sơ { $what } đang làm dở, còn giữ { $days } ngày nữa.
draft-last = Ngày mai bản nháp { $what } sẽ được xoá. Làm tiếp thì còn nguyên.
due-soon = Hồ sơ { $code } hẹn trả kết quả ngày { $due }. Không cần làm gì; có kết quả sẽ báo ngay ở đây.
overdue = Xin lỗi bạn: hồ sơ { $code } quá ngày hẹn { $due } mà chưa có kết quả. Cán bộ đã được nhắc; có ngày mới sẽ báo ngay.
due-put-off = Rất xin lỗi: hồ sơ { $code } không kịp ngày hẹn. Hẹn mới: { $due }. Không cần làm gì thêm.
    Lý do: { $reason }
result-waiting = Kết quả hồ sơ { $code } vẫn đang chờ bạn nhận theo cách đã chọn.
draft-purged = Bản nháp { $what } đã được xoá sau { $days } ngày không dùng, như đã hẹn.
lookup-factor = Để xem hồ sơ { $code }, gõ 6 số cuối giấy tờ tuỳ thân của chủ hồ sơ.
lookup-factor-wrong = Cần đúng 6 chữ số cuối của số căn cước hoặc hộ chiếu.
looking-up = Đang tra cứu…
lookup-nothing = Không tìm thấy hồ sơ { $code } với các số đó.
lookup-limited = Đã thử quá 5 lần trong một giờ. Xin đợi rồi thử lại, hoặc gọi cơ quan.
lookup-found = Hồ sơ { $code }: { $status }. Hẹn trả: { $due }.

my-data = Ở đây đang giữ: { $drafts } bản nháp, { $filed } hồ sơ đã nộp. Tất cả được mã hoá.
    Bản nháp tự xoá sau { $days } ngày không dùng.
consents-given = Bạn đang đồng ý: { $what }.
consents-none = Hiện không có đồng ý nào.
consent-withdrawn = Đã rút đồng ý: { $what }. Việc đã làm trước đó vẫn có hiệu lực.
consent-withdrawn-drafts = Bản nháp dừng ở đây. Muốn làm tiếp thì gõ “tiếp tục” và đồng ý lại; muốn xoá thì gõ “xoá dữ liệu”.
export-coming = Đang gom dữ liệu, sẽ gửi tệp vào đây.
export-ready = Đây là toàn bộ dữ liệu của bạn đang giữ ở đây.
erase-later = Hồ sơ đang được gửi đi, chưa xoá được. Có mã hồ sơ là xoá được ngay; lúc ấy xin gõ lại “xoá dữ liệu”.
erase-sure = Xoá hết bản nháp, ảnh và cuộc trò chuyện này? Không lấy lại được.
erase-sure-filed = Số hồ sơ đã nộp: { $filed }. Cơ quan vẫn giữ theo luật; muốn dừng thì xin rút hồ sơ trước.
erased = Đã xoá hết. Cảm ơn bạn.

## Hồ sơ đi tới đâu

national-1 = đã vào cổng, chờ cơ quan kiểm tra
national-2 = cơ quan đã tiếp nhận
national-3 = không được tiếp nhận
national-4 = đang xử lý
national-5 = cần bổ sung giấy tờ
national-6 = cần nộp tiền
national-7 = đã rút
national-8 = dừng xử lý
national-9 = đã xử lý xong
national-10 = đã trả kết quả
national-other = ở một bước khác, xin hỏi cơ quan
status-draft = Đang khai, chưa nộp.
    .next = Gõ “tiếp tục” để khai nốt.
status-docs = Đang khai, chưa nộp.
    .next = Gõ “tiếp tục” để khai nốt.
status-review = Đã khai xong, chưa nộp.
    .next = Gõ “tiếp tục” để xem lại và nộp.
status-consent = Đã khai xong, chưa nộp.
    .next = Gõ “tiếp tục” để xem lại và nộp.
status-pay-pending = Chờ nộp phí.
    .next = Nộp phí để hồ sơ được gửi đi.
status-submitting = Trợ lý đã nhận, đang gửi tới cổng của cơ quan.
    .next = Không cần làm gì, sẽ báo khi có mã.
status-queued = Đã xếp hàng, chờ cổng của cơ quan nhận lại.
    .next = Không cần làm gì, sẽ báo khi có mã.
status-verifying = Đang xác minh với cơ quan xem hồ sơ đã tới đủ chưa.
    .next = Không cần làm gì, đừng nộp lại.
status-submit-failed = Chưa gửi được.
    .next = Bấm “Nộp lại”.
status-registered = Đã nộp (mã { $code }), chờ cơ quan kiểm tra.
    .next = Không cần làm gì; cơ quan kiểm tra trong 8 giờ làm việc.
status-accepted = ✅ Hồ sơ { $code } đã được tiếp nhận. Hẹn trả kết quả: { $due }.
    .next = Không cần làm gì; sẽ báo khi có kết quả.
status-not-accepted = ❌ Hồ sơ { $code } không được tiếp nhận. Lý do: { $reason }
    .next = Có thể làm hồ sơ mới, hoặc gõ “gặp người”. Phí đã nộp (nếu có) được hoàn.
status-in-process = Hồ sơ { $code } đang được xử lý. Hẹn trả: { $due }.
    .next = Không cần làm gì; sẽ báo khi có kết quả.
status-supplement = ⚠️ Hồ sơ { $code } cần bổ sung.
    .next = Bấm “Bổ sung ngay”.
status-resent = Phần bổ sung của hồ sơ { $code } đã gửi, đang chờ cơ quan nhận.
    .next = Không cần gửi lại; sẽ báo ngay khi cơ quan nhận.
status-payment = Hồ sơ { $code } cần nộp tiền: { $reason }
    .next = Nộp theo hướng dẫn của cơ quan tại quầy.
status-withdrawn = Hồ sơ { $code } đã rút theo yêu cầu.
    .next = Cần thì làm hồ sơ mới.
status-stopped = Hồ sơ { $code } dừng xử lý. Lý do: { $reason }
    .next = Gõ “gặp người” để hỏi cán bộ.
status-done = 🎉 Hồ sơ { $code } đã có kết quả.
    .next = Nhận theo cách đã chọn. Ghi chú của cơ quan: { $reason }
status-returned = 🎉 Đã trả kết quả hồ sơ { $code }.
    .next = Hồ sơ đã hoàn tất.

## Hỏi về người

ask-vneid = Bạn đã có tài khoản VNeID mức 2 trên điện thoại này chưa?
    .short = VNeID mức 2
stop-vneid = Nộp trực tuyến cần VNeID mức 2. Làm mức 2 tại công an xã, phường, miễn phí, mang theo căn cước.
    Hoặc đổi sang nộp tại quầy.
stop-consent = Không lưu câu trả lời thì không làm hồ sơ ở đây được.
    Có thể tới thẳng bộ phận một cửa, mang theo căn cước.
ask-full-name = Họ và tên đầy đủ, có dấu?
    .short = Họ và tên
    .hint = Ghi đúng như trên giấy tờ.
    .example = Ví dụ: Nguyễn Thị Hoa
ask-birth-date = Ngày, tháng, năm sinh?
    .short = Ngày sinh
    .hint = Gõ ngày trước, ví dụ 5/3/1990.
    .example = Ví dụ: 05/03/1990
ask-sex = Giới tính?
    .short = Giới tính
ask-sex-male = Nam
ask-sex-female = Nữ
ask-citizen-id = Số định danh (12 số trên thẻ căn cước)?
    .short = Số định danh
    .hint = Gõ liền hay cách đều được.
    .example = Ví dụ: 001 090 000 018
ask-phone = Số điện thoại liên lạc?
    .short = Số điện thoại
    .hint = Cơ quan gọi số này khi cần.
    .example = Ví dụ: 0900 000 012
ask-email = Địa chỉ email (nếu có)?
    .short = Email
    .hint = Không có thì bấm “Bỏ qua”.
    .example = Ví dụ: hoa@example.vn
ask-permanent-residence = Nơi thường trú hiện nay?
    .short = Nơi thường trú
    .hint = Số nhà, thôn/đường, xã/phường, tỉnh. Không cần huyện.
    .example = Ví dụ: số 5 ngõ 12, phường Ba Đình, Hà Nội
ask-five-papers = Trên VNeID của bạn đã có đủ 5 giấy tờ cơ bản chưa?
    Đủ thì đến 28/02/2027 được miễn phí.
    .short = Đủ 5 giấy tờ trên VNeID
