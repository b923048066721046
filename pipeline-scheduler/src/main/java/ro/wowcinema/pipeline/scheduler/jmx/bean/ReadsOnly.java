package ro.wowcinema.pipeline.scheduler.jmx.bean;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import javax.management.DescriptorKey;

/** An operation that changes nothing, so that users with the role readonly may call it. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ReadsOnly {
  /** Carries the mark into the operation's descriptor. */
  @DescriptorKey(DescribedMBean.READS_ONLY)
  boolean value() default true;
}
