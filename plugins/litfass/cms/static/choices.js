// Choices: a word of a file that is not among those to choose from is shown as it is, and stays until somebody takes it out.
// Decap's own field shows nothing for it, and loses it as soon as another is chosen.

export function letChoicesStay(CMS) {
  const { control, preview, schema } = CMS.getWidget("select");
  const Choices = createClass({
    isValid: () => true,
    render() {
      return h(control, { ...this.props, field: withUnknown(this.props.field, this.props.value) });
    },
  });
  CMS.registerWidget("select", Choices, preview, schema);
}

function withUnknown(field, value) {
  const options = field.get("options");
  const known = new Set(options.map((option) => option.get("value")));
  const words = value?.toJS ? value.toJS() : [value];
  const unknown = words.filter((word) => typeof word === "string" && word && !known.has(word));
  return field.set("options", options.concat(unknown));
}
