### What is said when an answer cannot be used yet, is doubtful, or was written down in its normal form.
### Each one says what is wrong and how to mend it. At most three lines.

## One of several

refused-choice = It is not clear which one you mean. Press a button, or type its number or its name.
refused-choice-many = { $count } of them fit. Please type a little more of the name.
refused-yes-no = Please answer “yes” or “no”.
which-one = Several are much alike. Which one do you mean?
doubt-choice = Do you mean “{ $choice }”?
echo-choice = Noted: { $choice }.

## Names

refused-name-empty = There is no name yet. Please type the full name as on the papers.
refused-name-long = The name is longer than { $most } characters. Please type the name only.
refused-name-digits = A name has no digits. Please type it as on the papers, for example: Nguyễn Văn A.
refused-name-signs = A name cannot contain “{ $sign }”. Please type letters only, for example: Nguyễn Văn A.
doubt-name-keys = The Vietnamese keyboard seems to be off. Is the name “{ $name }”?
doubt-name-plain = The name “{ $name }” has no Vietnamese marks. Do the papers have it exactly so?
    If they have marks, please type the name again with them.
doubt-name-word = Is the name really “{ $name }”?
echo-name = Name noted: { $name }.
echo-name-unknown = Noted: name not known.

## Personal ID number and papers

refused-citizen-id-digits = The personal ID number has 12 digits and nothing else. Please type it again, for example: 001 090 000 018.
refused-citizen-id-length = The personal ID number has 12 digits; here there are { $got }. Please look at the card or VNeID and type it again.
refused-citizen-id-nine = This looks like the old 9-digit ID card number, which is no longer used.
    Please type the 12-digit number on the ID card or in VNeID.
refused-citizen-id-phone = This looks like a phone number ({ $got } digits). Please type the 12-digit personal ID number on the card.
doubt-citizen-id = Number { $number }: { $reasons }.
    Is it exactly as on the card?
doubt-citizen-id-female = such a number usually belongs to a woman, but the sex given is male
doubt-citizen-id-male = such a number usually belongs to a man, but the sex given is female
doubt-citizen-id-year = such a number usually belongs to somebody born in { $year }, but the birth year given is { $given }
doubt-citizen-id-future = such a number stands for the birth year { $year }, which has not come
doubt-citizen-id-prefix = the first three digits { $prefix } are no province code
echo-citizen-id = Personal ID number noted: { $number }.
refused-old-card = An old ID card number has 9 digits (some have 12). Please type it exactly as on the card.
echo-old-card = Old ID card number noted: { $number }. These cards have not been valid since 01/01/2025.
refused-passport = A Vietnamese passport number is 1 letter and 7 or 8 digits, for example: C0000018. Please type it again.
echo-passport = Passport number noted: { $number }.
refused-paper-number = The number has only letters without marks and digits, 5 to 20 of them. Please type it as on the paper.
refused-issue-date-future = { $date } has not come; it may be the expiry date. Please type the date of issue (often on the back).
refused-issue-date-birth = The date of issue must be after the birth date ({ $birth }). Please type the date of issue.
refused-issue-date-early = Papers of this kind have been issued only since { $first }. Please check the date, or choose the kind again.
refused-issue-date-late = Papers of this kind were issued only until { $last }. Please check the date, or choose the kind again.
refused-issuer = Please type the issuing office as it stands on the paper.
doubt-issuer = Cards of this kind are usually issued by “{ $issuer }”, not “{ $typed }”.
    Shall “{ $issuer }” be written down?
echo-issuer = Issuer noted: { $issuer }.

## Dates

refused-date-unreadable = This date cannot be read. Please type day/month/year, for example: 05/03/1990.
refused-month-unreadable = This month cannot be read. Please type month/year, for example: 10/2018.
refused-date-day = There is no day { $day }: month { $month } has only { $days } days. Please check and type it again.
refused-date-month = There is no month { $month }. Please type the day first, then the month, for example: 05/03/1990.
refused-date-year = The year { $year } looks like a slip. Please type all four digits of the year again.
refused-date-no-year = The year is missing. Please type day/month/year, for example: 05/03/1990.
refused-date-need-day = Day, month and year are needed. Please type them as on the papers, for example: 05/03/1990.
refused-date-need-month = Month and year are needed. Please type month/year, for example: 10/2018.
refused-date-lunar = Please type the solar date as it stands on the papers, not the lunar one.
refused-date-future = { $date } has not come yet. Please check and type it again.
refused-date-past = { $date } is over. Please type a date from today on.
refused-date-early = This date must be { $first } or later. Please check and type it again.
refused-date-late = This date may not be after { $last }. Please check and type it again.
refused-date-order = { $date } is before { $other }. Please type a time after it.
refused-age = This procedure is for people aged { $age } or more. If the birth date was a slip, please type it again.
doubt-date-year = Is it { $date }?
doubt-date-swapped = The day comes first here, then the month. Is it { $date }?
echo-date = Noted: { $date }.

## Phone and email

refused-phone-digits = There is no phone number yet. Please type a mobile number of 10 digits, for example: 0900 000 012.
refused-phone-length = A mobile number has 10 digits; here there are { $got }. Please check and type it again.
refused-phone-prefix = No mobile network uses the prefix { $prefix }. Please check and type it again.
refused-phone-several = Please type only one phone number.
refused-phone-landline = This is a landline. Please give a mobile number for messages about the dossier.
refused-phone-foreign = Only Vietnamese mobile numbers can be used here (10 digits, starting with 0).
doubt-phone = Is the phone number now { $number }?
echo-phone = Phone number noted: { $number }.
refused-email = The email address is not right yet. Please type it again, for example: name@gmail.com.
refused-email-at = An email address needs an @, for example: name@gmail.com. Please type it again.
refused-email-long = The email address is longer than { $most } characters. Please type the address only.
doubt-email = Is the address { $address }?
echo-email = Email noted: { $address }.

## Numbers, money and free words

refused-digits-only = Please type digits only, { $count } of them.
refused-digits-count = { $count } digits are needed; here there are { $got }. Please type them again.
refused-number = Please type a number from { $least } to { $most }.
refused-amount = The amount cannot be read. Please type it in digits, for example: 200.000.
refused-amount-range = The amount must be from { $least } to { $most }. Please type it again.
echo-amount = Noted: { $amount }.
refused-text-long = This text has { $got } characters; only { $most } can be kept here. Please make it shorter.
refused-text-short = This text is too short. Please write at least { $least } characters.
refused-text-empty = There are no words yet. Please answer in words.

## Fees

fee-base = standard
fee-reduced = reduced
fee-exempt = exempt
fee-campaign = zero-fee programme
fee-extra = extra copies
fee-times = { $what } ({ $count } × { $each })
