"""What the citizen will be told by a move, shown to the officer before it is made."""

from __future__ import annotations

from collections.abc import Mapping

from bot.desk_moves import Order
from bot.desk_store import DossierRow
from dialogs.dossier import Step
from integrations.console.words import money

_SAYS = {
    Step.ACCEPTED: "Hồ sơ đã được tiếp nhận.",
    Step.SUPPLEMENT_ASKED: "Hồ sơ cần bổ sung các mục sau:",
    Step.REFUSED: "Hồ sơ không được tiếp nhận.",
    Step.PROCESSED: "Hồ sơ đang được xử lý.",
    Step.PAYMENT_ASKED: "Hồ sơ cần nộp phí:",
    Step.FINISHED: "Hồ sơ đã xử lý xong, đang chờ trả kết quả.",
    Step.HANDED_OVER: "Kết quả hồ sơ đã có. Tệp PDF kết quả được gửi kèm.",
    Step.STOPPED: "Hồ sơ đã dừng xử lý.",
    Step.WITHDREW: "Hồ sơ đã được rút theo đề nghị của ông/bà.",
}


def told(order: Order, after: DossierRow, labels: Mapping[str, str], fee: int = 0) -> tuple[str, ...]:
    """The substance of the message, line by line; the wording follows the citizen's channel and language."""
    lines = [_SAYS[order.step]]
    lines += [f"• {labels.get(item, item)}" for item in order.items]
    if order.step is Step.PAYMENT_ASKED:
        lines.append(f"Phí: {money(fee)}, kèm lý do và cách nộp")
    if order.reason:
        lines.append(f"Lý do: {order.reason}")
    if order.step is Step.SUPPLEMENT_ASKED and order.deadline:
        lines.append(f"Hạn bổ sung: {order.deadline:%d/%m/%Y}")
    if order.step is Step.ACCEPTED:
        lines.append("Mã hồ sơ: được cấp khi xác nhận")
    if order.step in (Step.ACCEPTED, Step.PROCESSED) and after.due:
        lines.append(f"Ngày hẹn trả kết quả: {after.due:%d/%m/%Y}")
    return tuple(lines)
