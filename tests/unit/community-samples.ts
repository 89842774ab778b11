/** What members of a community might write, by language and by what they are after. Written for these tests. */
export const samples: Record<string, Record<string, string[]>> = {
  english: {
    crash: [
      "The app crashes when I upload a photo",
      "Crash every time I upload a picture",
      "Uploading photos makes the app crash",
      "App crashes on photo upload since the last update",
    ],
    dark: [
      "Please add a dark mode",
      "Dark mode would be easier on the eyes at night",
      "When will there be a dark mode?",
      "I want a dark theme, the white screen hurts my eyes at night",
    ],
    export: [
      "I need to export my invoices as CSV",
      "Export invoices to Excel please",
      "No way to export the invoice list as a CSV file",
      "CSV export for invoices",
    ],
  },
  german: {
    crash: [
      "Die App stürzt ab, wenn ich ein Foto hochlade",
      "Beim Hochladen von Fotos stürzt die App jedes Mal ab",
      "Absturz beim Hochladen eines Fotos",
      "App stürzt beim Foto-Upload ständig ab",
    ],
    dark: [
      "Bitte einen Dunkelmodus einbauen",
      "Ein Dunkelmodus wäre nachts angenehmer für die Augen",
      "Wann kommt endlich der Dunkelmodus?",
      "Dunkelmodus fehlt, das helle Design blendet nachts in den Augen",
    ],
    export: [
      "Ich möchte meine Rechnungen als CSV exportieren",
      "Export der Rechnungen nach Excel fehlt",
      "Rechnungen lassen sich nicht als CSV-Datei exportieren",
      "CSV-Export für Rechnungen",
    ],
  },
  french: {
    crash: [
      "L'application plante quand j'ajoute une photo",
      "Plantage à chaque ajout de photo",
      "Ajouter une photo fait planter l'application",
      "L'appli plante dès que j'envoie une photo",
    ],
    dark: [
      "Un mode sombre s'il vous plaît",
      "Le mode sombre serait plus agréable la nuit pour les yeux",
      "À quand le mode sombre ?",
      "Il manque un thème sombre, l'écran blanc fait mal aux yeux la nuit",
    ],
    export: [
      "Je voudrais exporter mes factures en CSV",
      "Impossible d'exporter les factures vers Excel",
      "Export CSV des factures",
      "Pouvoir exporter la liste des factures au format CSV",
    ],
  },
  spanish: {
    crash: [
      "La aplicación se cierra cuando subo una foto",
      "Se cierra sola cada vez que subo fotos",
      "Al subir una foto la aplicación se cierra",
      "La app se cierra al subir una imagen",
    ],
    dark: [
      "Por favor añadan un modo oscuro",
      "El modo oscuro cansa menos los ojos por la noche",
      "¿Para cuándo el modo oscuro?",
      "Falta un tema oscuro, la pantalla blanca molesta a los ojos de noche",
    ],
    export: [
      "Quiero exportar mis facturas en CSV",
      "No puedo exportar las facturas a Excel",
      "Exportación de facturas a CSV",
      "Exportar la lista de facturas como archivo CSV",
    ],
  },
  japanese: {
    crash: [
      "写真をアップロードするとアプリが落ちます",
      "写真のアップロード中にアプリが落ちる",
      "アプリが写真アップロードで毎回落ちる",
      "写真をアップロードしたらアプリが落ちました",
    ],
    dark: [
      "ダークモードを追加してください",
      "夜に目が疲れるのでダークモードがほしい",
      "ダークモードはいつ対応しますか",
      "ダークモードに対応してほしいです。夜は目が疲れます",
    ],
    export: [
      "請求書をCSVで出力したい",
      "請求書の一覧をCSVで出力できない",
      "請求書をExcelに出力できるようにしてください",
      "請求書のCSV出力機能",
    ],
  },
};
