## Paying the fee

pay-wanted = A fee of { $amount } is due for dossier { $code } ({ $why }).
pay-coming = The code to pay with follows right away; nothing to do yet.
pay-scan = Pay { $amount } for dossier { $code }: press “Open the payment page”.
    Or save this code and choose the picture where your bank's app scans codes; leave amount and words as they are.
pay-page = Press “Open the payment page” to pay { $amount } for dossier { $code }.
pay-beware = 🔒 Pay only with this code. Whoever sends you another account number is a fraud.
pay-no-code = The code to pay with could not be had yet.
pay-wait = Nothing to do yet, I will tell you here.
pay-at-counter = Pay { $amount } in cash at the counter of { $office }, and tell the officer the code { $code }.
pay-where = Address: { $address }.
pay-when = Office hours: { $hours }.
pay-code-void = If you pay at the counter, do not scan the code any more.
pay-counter-claimed = Staff were told to check. Once the counter has noted it, the receipt's number comes here; do not pay again.
pay-asking = Asking the payment gateway… Please do not pay again.
pay-asking-first = Asking the payment gateway whether it is paid already…
pay-not-seen = The payment gateway has not seen the money yet.
    If your bank has taken it, do not pay again: keep the transaction number, I keep checking and tell you here.
pay-not-asked = The payment gateway could not be asked. I will ask again and tell you here; do not pay again.
pay-person-looks = After a day the payment gateway still sees no money. Staff are looking into it; keep the transaction number, do not pay again.
pay-thanks = ✅ { $amount } received for dossier { $code }. Receipt: { $receipt }
pay-thanks-next = Nothing more to pay; I will tell you when there is a result.
pay-wrong = ⚠️ { $received } arrived, but the fee is { $amount }. Transaction: { $receipt }
    Do not pay more: staff will look and tell you here.
pay-given-back = The authority has paid back { $amount } (number { $receipt }). Nothing more to do.
    If you do not see the money within some days, press “Talk to a person”.
pay-reminder = A gentle reminder: this fee has not arrived yet.
pay-twice = ⚠️ Another { $amount } arrived for what was paid already (transaction { $receipt }).
    It will be given back the way it was paid. Send your account number to nobody.
pay-came-late = ⚠️ { $received } arrived (transaction { $receipt }), but no fee is due for this dossier any more.
    It will be given back the way it was paid. Send your account number to nobody.
pay-refund = The fee of { $amount } (receipt { $receipt }) will be given back the way it was paid.
    Send your account number to nobody.
pay-refund-asked = The fee of { $amount } that was paid (receipt { $receipt }): staff will look into giving it back and tell you here.
pay-void = The fee of { $amount } is not due any more: do not use the old code.
pay-void-claimed = The fee of { $amount } is not due any more. If your bank has taken it, it will be given back.

button-pay = Pay the fee of { $code }
button-pay-page = Open the payment page
button-pay-online = Pay with the code
button-paid = I have paid
button-not-paid = I have not paid
button-pay-counter = Pay cash at the counter

pay-stands-opening = A fee of { $amount } is due for dossier { $code }; the code to pay with is being fetched.
    .next = Nothing to do yet, the code comes here.
pay-stands-open = A fee of { $amount } is due for dossier { $code }.
    .next = Pay as you were told; the receipt's number then comes here.
pay-stands-claimed = The fee of { $amount } for dossier { $code } is being checked.
    .next = Nothing to do, do not pay again.
pay-stands-wrong = { $received } of { $amount } arrived for dossier { $code } (transaction { $receipt }); staff are looking.
    .next = Do not pay more, staff will tell you.
pay-stands-paid = The fee of { $amount } for dossier { $code } is paid (receipt { $receipt }), do not pay again.
    .next = Nothing more to pay.
pay-stands-refunded = The fee of dossier { $code } was paid back: { $received } (number { $receipt }).
    .next = Nothing to do.
pay-stands-refund = { $received } paid for dossier { $code } (receipt { $receipt }) is being given back.
    .next = Nothing to do, it comes back the way it was paid.
pay-stands-cancelled = The fee of { $amount } for dossier { $code } is not due any more.
    .next = Nothing to do.

line-fee = Fee
fee-by-authority = as the authority says
fee-opening = { $amount } ({ $why }), not paid yet
fee-open = { $amount } ({ $why }), not paid yet
fee-claimed = { $amount }, being checked
fee-wrong = { $amount }, staff are looking
fee-paid = { $amount }, paid, receipt { $receipt }
fee-refunded = { $amount }, paid back (number { $receipt })
fee-refund = { $amount }, being given back (receipt { $receipt })
fee-cancelled = not due
