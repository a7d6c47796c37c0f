// The page's own words in both languages. The bot's words come from the server, already in the citizen's language.
const STRINGS = {
  vi: {
    skip: "Đến ô nhập", tagline: "Hướng dẫn làm hồ sơ", menu: "Menu", close: "Đóng", log: "Cuộc trò chuyện",
    offline: "Đang mất mạng. Tin nhắn được giữ lại và tự gửi khi có mạng.", composer: "Soạn tin", empty: "Đang mở cuộc trò chuyện…",
    typing: "Đang trả lời…", newer: "Tin mới", attach: "Gửi ảnh hoặc tệp", words: "Tin nhắn", send: "Gửi",
    placeholder: "Nhập câu trả lời…", keys: "Đổi bàn phím", step: "Bước {at}/{of}", connecting: "Đang kết nối lại…",
    privacy: "Không gửi mật khẩu hay mã OTP vào đây. Chúng tôi không bao giờ hỏi.",
    back: "Lùi một bước", review: "Xem lại", help: "Trợ giúp", person: "Gặp cán bộ", dossiers: "Hồ sơ của tôi",
    data: "Dữ liệu của tôi", language: "Ngôn ngữ / Language", stop: "Dừng, để sau", install: "Cài lên màn hình chính",
    devices: "Chuyển sang máy khác", deviceHere: "Tiếp tục trên máy khác", getCode: "Lấy mã", copy: "Sao chép",
    deviceHow: "Mở trang này trên máy kia, chọn “Chuyển sang máy khác” rồi nhập mã dưới đây.",
    deviceThere: "Đã có mã từ máy kia?", joinLabel: "Mã gồm 8 chữ số", join: "Tiếp tục ở đây",
    codeLeft: "Mã dùng một lần, còn {minutes} phút.", codeGone: "Mã đã hết hạn. Mời lấy mã mới.",
    joined: "Đã chuyển cuộc trò chuyện sang máy này.", joinFormat: "Mã gồm đúng 8 chữ số.",
    leave: "Rời khỏi máy này", leaveNow: "Rời khỏi", stay: "Ở lại",
    leaveWhy: "Cuộc trò chuyện sẽ không còn hiện trên máy này. Hồ sơ không bị xoá. Nên lấy mã chuyển máy trước nếu muốn làm tiếp.",
    copied: "Đã sao chép.", notCopied: "Chưa sao chép được. Mời chọn và chép tay.",
    waiting: "Đang gửi…", later: "Chờ mạng, sẽ tự gửi", failed: "Chưa gửi được", again: "Thử lại", drop: "Bỏ",
    shoot: "Chụp ảnh", pick: "Chọn ảnh, tệp", photoHint: "Ảnh hoặc PDF, mỗi tệp tối đa 20 MB",
    tooBig: "Tệp “{name}” lớn quá 20 MB. Mời chụp lại hoặc chọn tệp nhỏ hơn.", uploading: "Đang tải lên",
    tooLong: "Dài quá 5.000 ký tự. Mời chia thành các tin ngắn hơn.", download: "Tải xuống",
    filter: "Tìm trong {n} lựa chọn", filterHint: "Gõ vài chữ để tìm", none: "Không có lựa chọn nào khớp.", edit: "Sửa",
    chosen: "đã chọn", pressed: "Đã bấm một nút cũ", sentOther: "Đã gửi một mục", bot: "Một Cửa Bot:", me: "Tôi:",
    dateHint: "Ngày trước, tháng sau. Ví dụ: 05/03/1990", monthHint: "Tháng rồi năm. Ví dụ: 03/2015",
    phoneHint: "Số điện thoại 10 chữ số", numberHint: "Chỉ cần nhập số", today: "Hôm nay", readDate: "Sẽ gửi: {date}",
    busy: "Máy chủ đang bận, đang thử lại…", unreadable: "Không đọc được tệp này nữa. Mời chọn lại.",
    picture: "Ảnh", enlarge: "Xem to", closer: "Phóng to hoặc thu nhỏ", pictureLost: "Chưa tải được ảnh. Chạm để thử lại.",
  },
  en: {
    skip: "Go to the text box", tagline: "Applications by chat", menu: "Menu", close: "Close", log: "Conversation",
    offline: "You are offline. Messages are kept and sent when you are back.", composer: "Compose", empty: "Opening the conversation…",
    typing: "Answering…", newer: "New messages", attach: "Send a photo or file", words: "Message", send: "Send",
    placeholder: "Type your answer…", keys: "Switch keyboard", step: "Step {at}/{of}", connecting: "Reconnecting…",
    privacy: "Never send passwords or OTP codes here. We never ask for them.",
    back: "Back one step", review: "Review", help: "Help", person: "Talk to an officer", dossiers: "My dossiers",
    data: "My data", language: "Language / Ngôn ngữ", stop: "Stop for now", install: "Install on home screen",
    devices: "Continue on another device", deviceHere: "Take it to another device", getCode: "Get a code", copy: "Copy",
    deviceHow: "Open this page on the other device, choose “Continue on another device” and type the code below.",
    deviceThere: "Have a code from another device?", joinLabel: "The code has 8 digits", join: "Continue here",
    codeLeft: "Works once, for another {minutes} min.", codeGone: "The code has expired. Please get a new one.",
    joined: "The conversation is now on this device.", joinFormat: "The code has exactly 8 digits.",
    leave: "Leave this device", leaveNow: "Leave", stay: "Stay",
    leaveWhy: "The conversation will no longer show on this device. Your dossiers are kept. Get a device code first if you want to go on.",
    copied: "Copied.", notCopied: "Could not copy. Please select and copy by hand.",
    waiting: "Sending…", later: "Waiting for network", failed: "Not sent", again: "Try again", drop: "Discard",
    shoot: "Take a photo", pick: "Photos, files", photoHint: "Photo or PDF, up to 20 MB each",
    tooBig: "“{name}” is larger than 20 MB. Please choose a smaller file.", uploading: "Uploading",
    tooLong: "Longer than 5,000 characters. Please split it.", download: "Download",
    filter: "Search {n} options", filterHint: "Type a few letters", none: "Nothing matches.", edit: "Change",
    chosen: "chosen", pressed: "Pressed an old button", sentOther: "Sent something", bot: "Một Cửa Bot:", me: "Me:",
    dateHint: "Day first. Example: 05/03/1990", monthHint: "Month and year. Example: 03/2015",
    phoneHint: "10-digit phone number", numberHint: "Digits only", today: "Today", readDate: "Will send: {date}",
    busy: "The server is busy, trying again…", unreadable: "This file can no longer be read. Please choose it again.",
    picture: "Picture", enlarge: "View large", closer: "Closer or whole", pictureLost: "The picture did not load. Tap to try again.",
  },
};

const KEY = "motcua-language";
let current = localStorage.getItem(KEY) === "en" ? "en" : "vi";
const listeners = [];

export const language = () => current;

/** The sentence with this key; `{name}` is filled from `values`. */
export function t(key, values = {}) {
  return STRINGS[current][key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** Put the page into this language (of the latest message). */
export function speak(wanted) {
  if (!(wanted in STRINGS)) return;
  current = wanted;
  localStorage.setItem(KEY, wanted);
  document.documentElement.lang = wanted;
  for (const node of document.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
  for (const node of document.querySelectorAll("[data-t-label]")) node.setAttribute("aria-label", t(node.dataset.tLabel));
  for (const node of document.querySelectorAll("[data-t-placeholder]")) node.placeholder = t(node.dataset.tPlaceholder);
  for (const tell of listeners) tell();
}

export const onLanguage = (tell) => listeners.push(tell);
