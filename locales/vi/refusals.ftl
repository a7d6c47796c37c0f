### Lời đáp khi một câu trả lời chưa dùng được, còn ngờ, hoặc được ghi lại ở dạng chuẩn.
### Mỗi câu nói rõ chỗ chưa đúng và cách sửa. Không quá ba dòng.

## Chọn một trong nhiều

refused-choice = Chưa rõ bạn chọn mục nào. Hãy bấm một nút, hoặc gõ số thứ tự hay tên của mục đó.
refused-choice-many = Có { $count } mục khớp. Hãy gõ thêm vài chữ của tên.
refused-yes-no = Hãy trả lời “có” hoặc “không”.
which-one = Có mấy mục gần giống. Bạn chọn mục nào?
doubt-choice = Có phải bạn chọn “{ $choice }”?
echo-choice = Đã ghi: { $choice }.

## Họ tên

refused-name-empty = Chưa thấy họ tên. Hãy gõ đủ họ, chữ đệm và tên như trên giấy tờ.
refused-name-long = Họ tên dài quá { $most } ký tự. Hãy chỉ gõ họ tên, không kèm lời khác.
refused-name-digits = Họ tên không có chữ số. Hãy gõ lại như trên giấy tờ, ví dụ: Nguyễn Văn A.
refused-name-signs = Họ tên không dùng được dấu “{ $sign }”. Hãy chỉ gõ chữ cái, ví dụ: Nguyễn Văn A.
doubt-name-keys = Hình như bàn phím chưa bật tiếng Việt. Họ tên đúng là “{ $name }” phải không?
doubt-name-plain = Họ tên “{ $name }” chưa có dấu. Giấy tờ có ghi đúng như vậy không?
    Nếu giấy tờ có dấu, hãy gõ lại họ tên đủ dấu.
doubt-name-word = Họ tên đúng là “{ $name }” phải không?
echo-name = Đã ghi họ tên: { $name }.
echo-name-unknown = Đã ghi: không rõ họ tên.

## Số định danh và giấy tờ

refused-citizen-id-digits = Số định danh chỉ gồm 12 chữ số. Hãy gõ lại, ví dụ: 001 090 000 018.
refused-citizen-id-length = Số định danh có 12 chữ số, ở đây đang có { $got }. Hãy xem lại trên thẻ hoặc VNeID rồi gõ lại.
refused-citizen-id-nine = Đây có vẻ là số CMND cũ (9 số), nay không dùng nữa.
    Hãy gõ số 12 chữ số trên thẻ căn cước, thẻ CCCD hoặc trong VNeID.
refused-citizen-id-phone = Đây có vẻ là số điện thoại ({ $got } chữ số). Hãy gõ số định danh gồm 12 chữ số trên thẻ.
doubt-citizen-id = Số { $number }: { $reasons }.
    Số này có đúng như trên thẻ không?
doubt-citizen-id-female = số này thường là của nữ, còn giới tính đã khai là nam
doubt-citizen-id-male = số này thường là của nam, còn giới tính đã khai là nữ
doubt-citizen-id-year = số này thường là của người sinh năm { $year }, còn năm sinh đã khai là { $given }
doubt-citizen-id-future = số này ứng với năm sinh { $year }, chưa tới
doubt-citizen-id-prefix = ba số đầu { $prefix } không thuộc mã tỉnh nào
echo-citizen-id = Đã ghi số định danh: { $number }.
refused-old-card = Số CMND có 9 chữ số (một số thẻ có 12). Hãy gõ lại đúng như trên giấy.
echo-old-card = Đã ghi số CMND: { $number }. CMND đã hết giá trị sử dụng từ 01/01/2025.
refused-passport = Số hộ chiếu Việt Nam gồm 1 chữ cái và 7 hoặc 8 chữ số, ví dụ: C0000018. Hãy gõ lại.
echo-passport = Đã ghi số hộ chiếu: { $number }.
refused-paper-number = Số giấy tờ chỉ gồm chữ cái không dấu và chữ số, từ 5 đến 20 ký tự. Hãy gõ lại như trên giấy.
refused-issue-date-future = Ngày { $date } chưa tới, có thể là ngày hết hạn. Hãy gõ ngày cấp (thường ở mặt sau thẻ).
refused-issue-date-birth = Ngày cấp phải sau ngày sinh ({ $birth }). Có thể đã gõ nhầm ngày sinh; hãy gõ ngày cấp.
refused-issue-date-early = Loại giấy tờ này chỉ được cấp từ { $first }. Hãy xem lại ngày cấp, hoặc chọn lại loại giấy tờ.
refused-issue-date-late = Loại giấy tờ này chỉ được cấp đến { $last }. Hãy xem lại ngày cấp, hoặc chọn lại loại giấy tờ.
refused-issuer = Hãy gõ tên cơ quan cấp như trên giấy tờ.
doubt-issuer = Thẻ loại này thường do “{ $issuer }” cấp, không phải “{ $typed }”.
    Ghi “{ $issuer }” được không?
echo-issuer = Đã ghi nơi cấp: { $issuer }.

## Ngày tháng

refused-date-unreadable = Chưa đọc được ngày này. Hãy gõ ngày/tháng/năm, ví dụ: 05/03/1990.
refused-month-unreadable = Chưa đọc được tháng này. Hãy gõ tháng/năm, ví dụ: 10/2018.
refused-date-day = Không có ngày { $day }: tháng { $month } chỉ có { $days } ngày. Hãy xem lại và gõ lại.
refused-date-month = Không có tháng { $month }. Hãy gõ ngày trước, tháng sau, ví dụ: 05/03/1990.
refused-date-year = Năm { $year } có vẻ gõ nhầm. Hãy gõ lại đủ bốn chữ số của năm.
refused-date-no-year = Ngày này còn thiếu năm. Hãy gõ đủ ngày/tháng/năm, ví dụ: 05/03/1990.
refused-date-need-day = Cần đủ ngày, tháng và năm. Hãy gõ như trên giấy tờ, ví dụ: 05/03/1990.
refused-date-need-month = Cần cả tháng và năm. Hãy gõ tháng/năm, ví dụ: 10/2018.
refused-date-lunar = Xin gõ ngày dương lịch đúng như trên giấy tờ, không phải ngày âm lịch.
refused-date-future = Ngày { $date } chưa tới. Hãy xem lại và gõ lại.
refused-date-past = Ngày { $date } đã qua. Hãy gõ một ngày từ hôm nay trở đi.
refused-date-early = Ngày này phải từ { $first } trở đi. Hãy xem lại và gõ lại.
refused-date-late = Ngày này không được sau { $last }. Hãy xem lại và gõ lại.
refused-date-order = { $date } lại trước { $other }. Hãy gõ một thời điểm sau đó.
refused-age = Thủ tục này dành cho người từ đủ { $age } tuổi. Nếu ngày sinh gõ nhầm, hãy gõ lại.
doubt-date-year = Có phải là { $date }?
doubt-date-swapped = Ngày gõ trước, tháng gõ sau. Có phải là { $date }?
echo-date = Đã ghi: { $date }.

## Điện thoại và email

refused-phone-digits = Chưa thấy số điện thoại. Hãy gõ số di động 10 chữ số, ví dụ: 0900 000 012.
refused-phone-length = Số di động có 10 chữ số, ở đây đang có { $got }. Hãy kiểm tra và gõ lại.
refused-phone-prefix = Không có mạng di động nào dùng đầu số { $prefix }. Hãy kiểm tra và gõ lại.
refused-phone-several = Hãy chỉ gõ một số điện thoại.
refused-phone-landline = Đây là số máy bàn. Hãy cho số di động để nhận tin nhắn về hồ sơ.
refused-phone-foreign = Ở đây chỉ dùng được số di động Việt Nam (10 chữ số, bắt đầu bằng 0).
doubt-phone = Số điện thoại bây giờ là { $number } phải không?
echo-phone = Đã ghi số điện thoại: { $number }.
refused-email = Địa chỉ email chưa đúng. Hãy gõ lại, ví dụ: ten@gmail.com.
refused-email-at = Địa chỉ email cần có dấu @, ví dụ: ten@gmail.com. Hãy gõ lại.
refused-email-long = Địa chỉ email dài quá { $most } ký tự. Hãy chỉ gõ địa chỉ.
doubt-email = Có phải địa chỉ là { $address }?
echo-email = Đã ghi email: { $address }.

## Số, số tiền và lời tự do

refused-digits-only = Hãy chỉ gõ chữ số, đủ { $count } chữ số.
refused-digits-count = Cần { $count } chữ số, ở đây đang có { $got }. Hãy gõ lại.
refused-number = Hãy gõ một số từ { $least } đến { $most }.
refused-amount = Chưa đọc được số tiền. Hãy gõ bằng chữ số, ví dụ: 200.000.
refused-amount-range = Số tiền phải từ { $least } đến { $most }. Hãy gõ lại.
echo-amount = Đã ghi: { $amount }.
refused-text-long = Lời này dài { $got } ký tự; ở đây chỉ ghi được { $most } ký tự. Hãy viết gọn lại giúp.
refused-text-short = Lời này ngắn quá. Hãy viết ít nhất { $least } ký tự.
refused-text-empty = Chưa thấy chữ nào. Hãy trả lời bằng chữ.

## Phí

fee-base = mức thường
fee-reduced = mức giảm
fee-exempt = được miễn
fee-campaign = chương trình 0 đồng
fee-extra = bản thêm
fee-times = { $what } ({ $count } × { $each })
