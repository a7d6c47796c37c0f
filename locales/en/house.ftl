## For every procedure

greeting = Hello, this is the automatic helper of { $office } for filing applications.
    One question at a time. You can press buttons or type.
choose-procedure = What would you like to apply for?
not-understood = I did not understand that.
progress = Step { $at }/{ $of }
recap = You were filling in: { $what }, at step { $at }/{ $of }.
draft-there = You have already begun this dossier, so let us go on with it.
about-dossier = News about your dossier { $what }:
at-the-start = This is the first question.
nothing-on-desk = There is no dossier in work now.
dossier-gone = That dossier is no longer here.
not-to-change = This part was not asked for again, so it stays as it is.
settled = All right. Write again whenever you need something.

now-written = Written now: { $value }
note-sensitive = 🔒 This is sensitive personal data: it is encrypted and used for this dossier only.
left-empty = (left empty)
not-given = (not given yet)
period = { $since } – { $until }
until-now = until now
due-unknown = no date yet
yes = Yes
no = No

put-off = Left for later: { $what }. You will be asked again at the end.
now-the-rest = Now the questions that you left for later.
only-this-left = Only this is left: { $what }. If you do not have it now, type “stop” and come back later.
struggling = Too hard? Leave it for later, or talk to an officer.

stuck-staff-told = An officer has been asked to help you with this question. Meanwhile you can press “Later”.

refused-go-on = When you have read this, press the button or type “continue”.
press-a-button = Please press one of the buttons below.
list-type-it = If it is not among the buttons, type its name, or its first letters.
refused-photo-wanted = A picture is needed here: use the camera or the paper clip to send it.
text-too-long = This message is longer than { $most } characters, so it was not taken. Please make it shorter.
nothing-readable = There are no readable words in this message. Please type your answer.
secret-refused = ⚠️ Never send a password, an OTP code or a bank card number to anybody, not even here.
    That message was not kept. Please delete it on your phone.
stumbled = Something went wrong here, so your last message was not kept. Our staff have been told.
    Everything you gave before is safe. Please send the last message again.

button-used = This button has already been counted.
button-old = This button belongs to an older question, so nothing was changed.
button-right = ✔ Right
button-retype = Type again
button-none-of-these = None of these
button-keep = ✔ Keep it
button-yes = Yes
button-no = No
button-agree = I agree
button-disagree = I do not agree
button-go-on = Continue
button-go-on-filling = Go on filling in
button-enough = ✔ Clear and complete
button-redo = Take this one again
button-photos-again = Take the pictures again
button-use-anyway = Use it all the same
button-belongs-to = No, this is: { $what }
button-read-yes = ✔ All right, fill it in
button-read-no = Not right, I will type
button-take-card = As on the card: { $value }
button-keep-typed = As I entered it: { $value }
button-read = { $value } (read from the picture, { $sure }% sure)
button-leave-empty = Skip
button-later = Later
button-same-as = Same as: { $what }
button-as-before = As above: { $value }
button-change-answer = Change: { $what }
button-close-dossier = Drop this dossier
button-add-period = Add this period
button-right-as-it-is = It is right as it is
button-drop-row = Delete this row
button-to-card = Back to the overview
button-mend = Change { $number }: { $what }
button-file = 📨 File the dossier
button-file-again = 📨 File again
button-repair = Supply it now
button-copy-code = Copy the code
button-continue = Go on: { $what }
button-discard = Delete the draft: { $what }
button-withdraw = Withdraw dossier { $code }
button-withdraw-yes = Withdraw it
button-no-keep = No, keep it
button-leave-it = Never mind
button-export = Send me a copy
button-correct = Correct my answers
button-consents = What I agreed to
button-unconsent = Withdraw: { $what }
button-erase = Erase my data
button-erase-yes = Erase everything

word-start = Start
word-new = New dossier
word-back = ⬅ Back
word-stop = Stop for now
word-help = ❓ Help
word-person = Talk to a person
word-dossiers = My dossiers
word-language = Language

help = Type a number or the name of a procedure to start. At any time you can type:
    back · review · stop · my dossiers · my data · person · language
help-short = Type “back” for the question before, “stop” to rest, “person” to talk to an officer.
person-called = The officers of { $office } have been told. Office hours: { $hours }.
person-phone = If it is urgent, call { $phone }.
person-meanwhile = You can go on here while you wait.
paused = Saved. Type “continue” when you want to go on.
    The draft is kept for { $days } days after the last time you used it.
paused-supplement = Paused; what was asked for has not been sent yet. Deadline: { $deadline }.
    To go on, type “continue”.
choose-language = Chọn ngôn ngữ / Choose a language
language-set = From now on in English. Names and addresses stay in Vietnamese.

review-title = Your dossier: { $what }
review-fee = Fee: { $amount } ({ $why })
review-term = The result comes about { $days } working days after it is accepted.
    To change something: tap its line, or type for example “edit date of birth”.
precheck-fine = ✅ Checked: complete, no reason to send it back.
precheck-returned = ⚠️ This dossier will be sent back, reasons: { $count }
precheck-asked = The officer may ask about { $count } more:
precheck-line = { $number }. { $reason }
precheck-more = … and { $count } more, shown once these are mended.
fee-changed = Not sent: the fee has changed from { $before } to { $now }. Please look again, then file.
precheck-not-sent = Not sent: sent now, the office would return it.
precheck-answer-missing = Not answered: { $what }.
precheck-answer-refused = { $what }: { $reason }
precheck-paper-missing = No photo of: { $what }.
precheck-fee-proof-missing = A lower fee is asked for, without a photo of the proof.
precheck-authorisation-missing = You file for another person, without a photo of the power of attorney.
precheck-pages-missing = { $what }: { $have } of { $want } photos.
precheck-side-missing = { $what }: { $side } is missing.
precheck-wrong-paper = { $what }: one photo looks like { $kind }.
precheck-same-photo = { $what }: two photos show the same page.
precheck-same-photo-elsewhere = { $what } and { $other }: the same photo for both.
precheck-photo-kept = { $what }: photo { $faults }, used all the same.
precheck-card-expired = The identity paper expired on { $day }. Please renew it and file with the new one.
precheck-card-expires-soon = The identity paper expires on { $day }, before the promised day { $promised }.
precheck-card-outgrown = A card issued on { $issued } usually expires at { $age }. Please look at the date on it.
precheck-card-differs = { $what }: you said { $typed }, the card says { $card }.
precheck-number-doubted = { $what }: { $reasons }.
precheck-same-number = { $what } has the same number as { $other }.
precheck-parent-born-after = { $what } ({ $year }) is not before the child's year of birth ({ $child }).
precheck-parent-young = { $what } ({ $year }): only { $years } years older than the child.
precheck-proxy-young = { $what }: this number belongs to somebody born in { $year }, not yet { $age }.
precheck-fee-age = { $what }: “{ $group }” does not go with age { $age }.
precheck-history-ends-early = The history ends at { $until }; it must go up to now.
precheck-history-before-birth = Period { $row } begins { $starts }, before that person was born.
precheck-lives-elsewhere = Where you live now is neither the permanent nor the temporary residence given.
precheck-unfit-too-big = { $what }: the file is larger than the portal takes. Please take it again, or send fewer pages.
precheck-unfit-too-long = { $what }: too many pages. Please send only those that are needed.
precheck-unfit-locked = { $what }: the PDF is locked. Please send an unlocked one, or take photos.
precheck-unfit-damaged = { $what }: the file does not open whole. Please take it again.
precheck-stay-short = Staying until { $until } is less than { $days } days: usually a stay notice is enough.
precheck-other-names = { $what }: names read there: { $read }, not { $name }.
precheck-other-numbers = { $what }: the number read there is { $read }, not { $number }.
review-choose-line = Choose the line to change:
card-not-understood = Type “file” to file it, or for example “edit date of birth” to change a line.
repair-title = Everything asked for again for dossier { $code } is here. Send it?
repair-section = Asked for again

consent-submit = I answer for what I have declared, and I agree that this dossier is sent to the authority that decides on it.
consent-fill = To prepare your dossier, your answers and pictures must be stored (encrypted, erased after 7 days without use).
    You can withdraw this at any time: type “my data”.
    .short = Consent to store my answers
consent-read = May the machine read your ID card and papers from photos, to spare you the typing? The card's picture is erased right after. (optional)
    .short = Reading papers from photos
ask-card-photo = Take a photo of the side of the ID card with the QR code (or the photo page of a passport): it fills in six answers.
    .short = Card to be read
    .hint = Card nearly filling the frame, QR code sharp, no reflection.
consent-remind = Shall we remind you while the dossier is not finished? (You are free to say no.)
    .short = Consent to reminders
purpose-fill = storing answers to prepare the dossier
purpose-read = reading papers from photos
purpose-submit = sending it to the authority
purpose-remind = reminders about an unfinished dossier

sending = Sending the dossier to the authority… You will get the code here. Nothing else to do.
not-filed = Not filed. The dossier is still here.
filed = ✅ Filed.
    Registration code: { $code }
    The authority checks it within 8 working hours; you will hear here.
filing-paper-unfit = Not sent: the portal would not take one paper. Everything else is kept.
filing-verifying = The connection was poor, so we are checking whether the dossier has arrived.
    Nothing to do; please do not file again. You will hear here as soon as it is clear.
filing-queued = The authority's portal is down for now; you did nothing wrong. Your dossier is in the queue.
    Nothing to do; please do not file again. It is sent again at { $time }; you will hear here as soon as it is filed.
filing-queued-later = The authority's portal is down for now; you did nothing wrong. Your dossier is in the queue.
    Nothing to do; please do not file again. It is sent again at { $time } on { $day }; you will hear here when filed.
filing-held = The authority takes no dossiers online for now; you did nothing wrong. Your dossier is in the queue.
    Nothing to do; please do not file again. It goes as soon as they take dossiers again; you will hear here.
filing-differs = Your dossier has reached the authority's portal, but its papers there do not yet match what you sent.
    Staff are comparing them. Nothing to do; please do not file again. You will hear here when it is settled.
filing-failed = The dossier could not be sent because of a fault at the authority; nothing has been filed.
    All your answers are still here. Press the button to send it again.
filing-failed-no-consent = The dossier could not be sent because of a fault at the authority; nothing has been filed.
    You have withdrawn a consent, so it is not sent again by itself.
supplement-received = ✅ What was asked for again for dossier { $code } has arrived. The authority goes on; you will hear here.
supplement-wanted = ⚠️ Dossier { $code } needs these again: { $items }.
    Until: { $deadline }. Reason: { $reason }
    You only need to mend these.
supplement-wanted-items = ⚠️ Dossier { $code } needs these again: { $items }.
    Until: { $deadline }. You only need to mend these.
supplement-wanted-reason = ⚠️ Dossier { $code } needs more. The authority writes: { $reason }
    Until: { $deadline }.
supplement-wanted-unnamed = ⚠️ Dossier { $code } needs more; the authority has not said which items.
    Until: { $deadline }.
items-unnamed = not said by the authority

photo-count = { $count ->
    [one] { $count } picture
   *[other] { $count } pictures
}
photos-so-far = { $have } received (at most { $most }). If there are more pages, please send them.
photos-of = { $have } of { $want } received.
photos-missing = { $have } of { $want } received, still missing: { $missing }.
photo-clear = Can it be read? If so, go on; if not, take it again.
papers-left = Papers: { $have } of { $of } received; after this one: { $left }.
photo-kept = ✔ Received: { $what }.
photo-full = Enough pictures already: { $what }. To replace them, press “Take the pictures again”.
photo-sorted = ✔ This looks like “{ $what }”, so it was put there.
photo-gone = That picture is no longer here.
photo-same-again = This picture was sent before. Please send another one.
photo-enough = Enough pictures already: { $what }. This one was not added; to replace them, change that line in the overview.
photo-not-now = No picture is needed here, so it was not taken.
photo-no-dossier = It is not clear which dossier this picture is for. Type “start” to choose a procedure first.
photo-refused-not-an-image = This file is no picture and no PDF. Please send a photo (JPG, PNG, HEIC) or a PDF.
photo-refused-too-big = The file is larger than 20 MB. Please take an ordinary photo, or send page by page.
photo-refused-too-many-pixels = The picture is too large to be read. Please take it again in ordinary size.
photo-refused-damaged = The file is damaged and cannot be opened. Please send it or take it again.
photo-refused-encrypted = The PDF has a password, so it cannot be opened. Please send it without one, or take a photo.
photo-refused-too-small = The picture is too small to read the words. Please go closer and take it again.
photo-refused-too-many-pages = The PDF has more than 20 pages. Please send only the pages that are needed.
photo-refused-too-slow = This picture takes too long to open. Please take it again and send it.
photo-refused-missing = That file is no longer there. Please send it again.
photo-refused-unreachable = The file could not be fetched. Please send it again.
photo-as-file = The chat made the picture too small to read. Please send the same picture as a file, as shown here.
as-file-message = Message
as-file-photo = Photo
as-file-file = File
as-file-place = Location
as-file-choose = Choose the same picture
as-file-send = Send
photo-flaw-no-paper = There is no paper in the picture. Please put the paper on a table and take it again.
photo-flaw-screen = This is a picture of a screen. Please take a photo of the paper itself.
photo-flaw-cut = The { $where } edge is cut off. Please move back so that all four corners show.
photo-flaw-far = The paper is too small in the picture. Please come closer until it nearly fills the frame.
photo-flaw-small = The picture is not sharp enough to read. Please come closer and take it again.
photo-flaw-unsure = The edges of the paper cannot be made out. Please lay it on a plain, dark surface and take it again.
photo-flaw-dark = The picture is too dark. Please go to a window or turn on the light, and take it again.
photo-flaw-blurred = The picture is blurred. Please tap the paper on the screen to focus, and take it again.
photo-flaw-moved = The camera moved. Please hold it with both hands and take it again.
photo-flaw-glare = There is a reflection ({ $where }). Please tilt the paper away from the lamp and take it again.
photo-flaw-tilted = It was taken from too far to the side. Please hold the phone straight above the paper.
photo-wrong-paper = This looks like { $kind }; needed here: { $what }.
photo-wrong-side = Already received: { $kind }. Please turn the card over and take the other side.
fault-no-paper = no paper seen
fault-screen = picture of a screen
fault-cut = an edge cut off
fault-far = taken from afar
fault-small = too few pixels
fault-unsure = edges not clear
fault-dark = dark
fault-blurred = blurred
fault-moved = camera moved
fault-glare = reflection
fault-tilted = taken from the side
fault-wrong-paper = looks like another paper
fault-wrong-side = the same side twice
paper-card-front = the front of the ID card
paper-card-back = the back of the ID card
paper-passport = the photo page of a passport
paper-sheet = a full sheet of paper
paper-unknown = another paper
paper-nothing = a picture without a paper
where-unsaid = somewhere
where-top = top
where-right = right
where-bottom = bottom
where-left = left
where-middle = middle
where-top-left = top left
where-top-right = top right
where-bottom-left = bottom left
where-bottom-right = bottom right
card-read = This was read from the card. Please look at every line: is all of it right?
card-section = Read from the card
card-taken = ✔ Filled in from the card; its picture is erased now.
card-left = Nothing was taken from the card; its picture is erased now.
card-unread = The picture is clear, but the QR code could not be read. Please take the side with the QR code from closer, or skip and type.
card-says = The card says: { $value }
card-differs = { $what }: you entered { $typed }, the card says { $card }. Which is right?
declaration-preview = This is how the declaration will look.
declaration-filed = The declaration as it was filed, for you to keep.

sent-sticker = A lovely sticker, but it cannot stand for an answer.
sent-voice = Voice messages cannot be understood here yet. Please type your answer.
sent-video = Videos cannot be used here yet. Please send a photo or type.
sent-location = A location cannot be used here. Please type the address.
sent-contact = A contact cannot be used here. Please type the phone number.
sent-edited = Editing an old message does not change the dossier. Type “back”, or for example “edit date of birth”.
sent-group = A dossier holds private things, so it is done in a private chat only. Please write to me directly.
sent-unknown = This kind of message cannot be read here yet. Please type your answer.

while-away = There may have been news while you were away:
my-dossiers = Your dossiers:
no-dossiers = There is no dossier here yet.
    If you have a dossier code, type it to see where it stands.
line-status = Where it stands
line-next = What comes next
line-code = Code
line-due = Due date
line-wanted = Asked for again
withdraw-sure = Withdraw dossier { $code }? Afterwards you would have to start from the beginning.
withdrawal-sent = Your wish to withdraw dossier { $code } has gone to the authority. You will hear when it is done.
draft-discarded = The draft and its pictures have been deleted.
draft-waits = Your dossier { $what } is not finished. It is kept for { $days ->
        [one] { $days } more day
       *[other] { $days } more days
    }.
draft-last = Tomorrow your draft { $what } will be deleted. Go on now and all of it is still there.
due-soon = The result of dossier { $code } is due on { $due }. Nothing to do; you will hear here when it is ready.
overdue = We are sorry: dossier { $code } was due on { $due } and there is no result yet. The officer has been reminded.
due-put-off = We are sorry: dossier { $code } will be late. New date: { $due }. Nothing for you to do.
    Reason: { $reason }
result-waiting = The result of dossier { $code } is still waiting for you, in the way you chose.
draft-purged = The draft { $what } was deleted after { $days } days without use, as announced.
lookup-factor = To see dossier { $code }, type the last 6 digits of its owner’s ID number.
lookup-factor-wrong = Exactly the last 6 digits of the ID card or passport number are needed.
looking-up = Looking it up…
lookup-nothing = There is no dossier { $code } with these digits.
lookup-limited = More than 5 tries within an hour. Please wait and try again, or call the authority.
lookup-found = Dossier { $code }: { $status }. Due date: { $due }.

my-data = What is kept here: drafts: { $drafts }, filed dossiers: { $filed }. All of it is encrypted.
    A draft is erased after { $days } days without use.
consents-given = You agree to: { $what }.
consents-none = You have not agreed to anything now.
consent-withdrawn = Withdrawn: { $what }. What was done before stays valid.
consent-withdrawn-drafts = Drafts stop here. To go on, type “continue” and agree again; to erase them, type “erase my data”.
export-coming = Your data is being collected. The file will come here.
export-ready = This is everything about you that is kept here.
erase-later = A dossier is just being sent, so nothing can be erased yet. Once its code is there, ask again.
erase-sure = Erase all drafts, pictures and this chat? They cannot be brought back.
erase-sure-filed = Dossiers filed: { $filed }. The authority keeps them by law; to stop one, withdraw it first.
erased = Everything has been erased. Thank you.

## Where a dossier stands

national-1 = at the portal, waiting for the authority to check it
national-2 = accepted by the authority
national-3 = not accepted
national-4 = in process
national-5 = more papers are needed
national-6 = payment is needed
national-7 = withdrawn
national-8 = processing stopped
national-9 = done
national-10 = result handed over
national-other = at another step, please ask the authority
status-draft = Being filled in, not filed.
    .next = Type “continue” to fill in the rest.
status-docs = Being filled in, not filed.
    .next = Type “continue” to fill in the rest.
status-review = Filled in, not filed.
    .next = Type “continue” to look at it and file it.
status-consent = Filled in, not filed.
    .next = Type “continue” to look at it and file it.
status-pay-pending = Waiting for the fee.
    .next = Pay the fee, then it is sent.
status-submitting = Received here, on its way to the authority's portal.
    .next = Nothing to do; you will hear when there is a code.
status-queued = In the queue until the authority's portal takes dossiers again.
    .next = Nothing to do; you will hear when there is a code.
status-verifying = We are checking with the authority whether everything has arrived.
    .next = Nothing to do; please do not file again.
status-submit-failed = It could not be sent.
    .next = Press “File again”.
status-registered = Filed (code { $code }), waiting to be checked.
    .next = Nothing to do; the authority checks it within 8 working hours.
status-accepted = ✅ Dossier { $code } has been accepted. Due date: { $due }.
    .next = Nothing to do; you will hear when there is a result.
status-not-accepted = ❌ Dossier { $code } was not accepted. Reason: { $reason }
    .next = You can start a new one, or type “person”. A fee already paid is paid back.
status-in-process = Dossier { $code } is being worked on. Due date: { $due }.
    .next = Nothing to do; you will hear when there is a result.
status-supplement = ⚠️ For dossier { $code } something is asked for again.
    .next = Press “Supply it now”.
status-resent = What was asked for in dossier { $code } has been sent; the authority is about to confirm.
    .next = No need to send it again; you will be told at once.
status-payment = Payment is needed for dossier { $code }: { $reason }
    .next = Please pay at the counter as the authority says.
status-withdrawn = Dossier { $code } was withdrawn as you wished.
    .next = You can start a new one when you need it.
status-stopped = Work on dossier { $code } has stopped. Reason: { $reason }
    .next = Type “person” to ask an officer.
status-done = 🎉 The result of dossier { $code } is ready.
    .next = Receive it in the way you chose. Note from the authority: { $reason }
status-returned = 🎉 The result of dossier { $code } has been handed over.
    .next = This dossier is complete.

## About a person

ask-vneid = Do you have a VNeID account of level 2 on this phone?
    .short = VNeID level 2
stop-vneid = Filing online needs VNeID level 2. Commune or ward police set it up for free; bring your ID card.
    Or choose to file at the counter.
stop-consent = A dossier cannot be prepared here without storing your answers.
    You can go straight to the one-stop desk; bring your ID card.
ask-full-name = Full name, with Vietnamese marks?
    .short = Full name
    .hint = Exactly as on the papers.
    .example = For example: Nguyễn Thị Hoa
ask-birth-date = Date of birth?
    .short = Date of birth
    .hint = Day first, for example 5/3/1990.
    .example = For example: 05/03/1990
ask-sex = Sex?
    .short = Sex
ask-sex-male = Male
ask-sex-female = Female
ask-citizen-id = Personal identification number (12 digits on the ID card)?
    .short = Personal ID number
    .hint = With or without spaces.
    .example = For example: 001 090 000 018
ask-phone = Phone number?
    .short = Phone number
    .hint = The authority calls this number if need be.
    .example = For example: 0900 000 012
ask-email = Email address (if you have one)?
    .short = Email
    .hint = If you have none, press “Skip”.
    .example = For example: hoa@example.vn
ask-permanent-residence = Permanent residence today?
    .short = Permanent residence
    .hint = House number, hamlet or street, commune or ward, province. No district.
    .example = For example: số 5 ngõ 12, phường Ba Đình, Hà Nội
ask-five-papers = Are all 5 basic papers already on your VNeID?
    If so, it is free until 28/02/2027.
    .short = All 5 papers on VNeID
