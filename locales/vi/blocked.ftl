blocked-not-begun = { $what }: cán bộ đang đối chiếu quy định mới trên Cổng Dịch vụ công quốc gia, nên tạm chưa nhận hồ sơ mới để bạn không phải làm lại.
    Mời bạn quay lại sau, hoặc hỏi cán bộ.
blocked-held = Hồ sơ của bạn đã đủ và được giữ nguyên. Cán bộ đang đối chiếu quy định mới của { $what } nên chưa gửi lúc này.
    Bạn không cần làm gì: mở lại là tôi báo ngay buổi sáng làm việc gần nhất.
blocked-open-again = { $what } đã nhận hồ sơ trở lại. Bạn xem lại một lượt rồi nộp nhé.
