package dev.kinglet.equality;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.reflect.Field;

/** Makes a method of one expression of a constructor, whose only argument is the object. */
final class KeptRewriter implements CodeTransform {

    private final KeptExpression kept;
    private final Field field;
    private final CodeRewriter rewriter;
    private int at;

    KeptRewriter(KeptExpression kept, Field field, CallRewriter calls) {
        this.kept = kept;
        this.field = field;
        this.rewriter = new CodeRewriter(field.getDeclaringClass(), calls);
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
        int number = at++;
        if (number < kept.from() || number >= kept.to()) {
            return;
        }
        FieldInstruction argument =
                element instanceof LoadInstruction load ? kept.fields().get(load.slot()) : null;
        if (argument == null) {
            rewriter.accept(code, element);
        } else {
            code.aload(0).getfield(argument.owner().asSymbol(), argument.name().stringValue(), argument.typeSymbol());
        }
    }

    @Override
    public void atEnd(CodeBuilder code) {
        code.return_(TypeKind.from(field.getType()));
    }
}
